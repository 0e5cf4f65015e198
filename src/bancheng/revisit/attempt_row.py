"""拨打记录: every call of a campaign: who, when, whom, and what came of it. Never changed."""

from __future__ import annotations

from django.db import models

from bancheng.revisit.entry_row import REFUSED, WRONG_NUMBER, Entry

REACHED, NO_ANSWER = "reached", "no_answer"
IN_VAIN = {NO_ANSWER: "没打通", REFUSED: "不愿接受回访", WRONG_NUMBER: "号码不对"}
OUTCOMES = {REACHED: "打通，已回访", **IN_VAIN}


class Attempt(models.Model):
    """One call. ``whom``: the petitioner, the agent or another contact."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attempts")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    whom = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    command_id = models.CharField(max_length=80, unique=True)

    class Meta:
        app_label = "revisit"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=list(OUTCOMES)), name="revisit_outcome_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.by} {self.outcome}"
