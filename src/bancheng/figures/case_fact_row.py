"""统计用的工单: what a case was known to be from one entry to the next, in codes and days only.

A case has one row for each state that figures tell apart, so that they can be counted *as at* any
past moment. No name, phone, person or word of anybody stands here, so an erasure changes nothing.
All of it is worked out from the journal, and is made anew whenever the case has a new entry.
"""

from __future__ import annotations

from django.db import models

CODE = 60


class CaseFact(models.Model):
    """``known_from``: since when it was recorded so; ``known_until``: until when, None still so.

    Days are days on the hall's clock, written ``2026-11-23``. ``item`` is list and code without
    the version; ``causes`` and ``repeats`` are codes with a blank between. The ``time_`` columns
    are bands (``bands.py``) of the time the case spent in a phase, over all its rounds.
    """

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    conduct = models.BooleanField(default=False)
    accepted_on = models.CharField(max_length=10, null=True)
    declined_on = models.CharField(max_length=10, null=True)
    ended_on = models.CharField(max_length=10, null=True)
    called_on = models.CharField(max_length=10, null=True)
    kind = models.CharField(max_length=CODE, default="")
    ground = models.CharField(max_length=CODE, default="")
    channel = models.CharField(max_length=CODE, default="")
    way = models.CharField(max_length=20, default="")
    lead = models.CharField(max_length=40, default="")
    item = models.CharField(max_length=160, default="")
    causes = models.CharField(max_length=400, default="")
    outcome = models.CharField(max_length=30, default="")
    refusal = models.CharField(max_length=CODE, default="")
    solved = models.CharField(max_length=20, default="")
    satisfaction = models.CharField(max_length=CODE, default="")
    repeats = models.CharField(max_length=60, default="")
    time_all = models.CharField(max_length=4, default="")
    time_intake = models.CharField(max_length=4, default="")
    time_assignment = models.CharField(max_length=4, default="")
    time_handling = models.CharField(max_length=4, default="")
    time_telling = models.CharField(max_length=4, default="")

    class Meta:
        app_label = "figures"
        # the day first, then what «as at» asks, so that states of other times are passed over
        # within the index
        indexes = (
            *(
                models.Index(
                    fields=["chain", f"{day}_on", "known_until", "known_from"],
                    name=f"figures_{day}",
                    condition=models.Q(**{f"{day}_on__isnull": False}),
                )
                for day in ("accepted", "declined", "ended", "called")
            ),
            models.Index(fields=["case_no"], name="figures_case"),
            models.Index(
                fields=["chain", "case_no"],
                name="figures_conduct",
                condition=models.Q(conduct=True),
            ),
            models.Index(
                fields=["chain", "known_until", "known_from"],
                name="figures_in_hand",
                condition=models.Q(accepted_on__isnull=False, ended_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.known_from}"
