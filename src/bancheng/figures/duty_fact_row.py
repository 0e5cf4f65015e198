"""统计用的应办事项: a duty with its due day, and how it came out.

A due time that moved makes a new row; that it was done is written into its last row together with
when that was known, so that *as at* an earlier moment it still counts as owed.
"""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL

RESULTS = ("basis", "opinion", "result")
"""What a duty is for, where it is the answer to the matter itself."""
ANSWERS = [
    RawSQL("'basis'", (), output_field=models.CharField()),
    RawSQL("'opinion'", (), output_field=models.CharField()),
    RawSQL("'result'", (), output_field=models.CharField()),
]
"""The same written out in a query, so that SQLite knows that the index of answers serves it."""


class DutyFact(models.Model):
    """``verdict``: met, late, or dropped (it died in time, with the phase it belonged to); open
    while it is owed. ``late_by`` is a band (``bands.py``). ``extended``: its due time was put off
    for a reason. ``means``: what the duty is for; ``unit``: the department that owes it, if any.
    """

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60)
    conduct = models.BooleanField(default=False)
    duty_id = models.CharField(max_length=160)
    rule = models.CharField(max_length=80)
    means = models.CharField(max_length=20)
    unit = models.CharField(max_length=40, default="")
    due = models.DateTimeField()
    due_on = models.CharField(max_length=10)
    extended = models.BooleanField(default=False)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, default="open")
    late_by = models.CharField(max_length=4, default="")
    verdict_known = models.DateTimeField(null=True)

    class Meta:
        app_label = "figures"
        indexes = (
            # a month of a large centre has twenty thousand: they are counted without a look at the
            # rows themselves
            models.Index(
                fields=[
                    *("chain", "due_on", "conduct", "known_until", "known_from", "verdict_known"),
                    *("rule", "means", "unit", "verdict", "late_by", "extended", "due"),
                ],
                name="figures_duties_counted",
            ),
            # one duty in ten; which of them were late is asked without a look at the others
            models.Index(
                fields=[
                    *("chain", "due_on", "known_until", "known_from", "verdict_known", "verdict"),
                    *("due", "conduct", "unit", "case_no"),
                ],
                name="figures_answers",
                condition=models.Q(means__in=RESULTS),
            ),
            models.Index(
                fields=["chain", "due_on"],
                name="figures_owed",
                condition=models.Q(verdict_known__isnull=True, known_until__isnull=True),
            ),
            models.Index(fields=["case_no"], name="figures_duty_case"),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.duty_id}"
