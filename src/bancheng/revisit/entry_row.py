"""回访名单: one row a case of a campaign, and what has come of it.

Codes alone: what people said lies in the case's journal, with everything else they said. So there
is nothing here for an erasure to reach.
"""

from __future__ import annotations

from django.db import models

from bancheng.core.linked import number_there
from bancheng.revisit.campaign_row import Campaign

WAITING, DONE, REFUSED, WRONG_NUMBER, UNREACHED = (
    "waiting",
    "done",
    "refused",
    "wrong_number",
    "unreached",
)
STATES = {
    WAITING: "待回访",
    DONE: "已回访",
    REFUSED: "不愿接受回访",
    WRONG_NUMBER: "号码不对",
    UNREACHED: "联系不上",
}


class Entry(models.Model):
    """A case on the list. ``window_solved`` and ``window_satisfaction`` are what the window's own
    callback of the same round found (empty: none), kept beside the revisit's for comparing."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="entries", db_index=False)
    case_no = models.CharField(max_length=60)
    chain = models.CharField(max_length=40)
    standard = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    ended_at = models.DateTimeField()
    listed_round = models.PositiveIntegerField()
    listed_at = models.DateTimeField()
    caller = models.CharField(max_length=150, default="")
    state = models.CharField(max_length=20, default=WAITING)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=150, default="")
    done_at = models.DateTimeField(null=True)
    done_round = models.PositiveIntegerField(null=True)
    solved = models.CharField(max_length=20, default="")
    satisfaction = models.CharField(max_length=60, default="")
    window_solved = models.CharField(max_length=20, default="")
    window_satisfaction = models.CharField(max_length=60, default="")

    class Meta:
        app_label = "revisit"
        constraints = (
            models.UniqueConstraint(fields=["campaign", "case_no"], name="revisit_case_once"),
        )
        indexes = (
            models.Index(fields=["campaign", "state", "chain"], name="revisit_by_state"),
            models.Index(fields=["campaign", "caller"], name="revisit_by_caller"),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.case_no} {self.state}"

    @property
    def number(self) -> str:
        """The number by which its own centre calls it."""
        return number_there(self.case_no)
