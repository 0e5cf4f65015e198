"""别的系统的办结件: a closed case whose centre has an installation of its own, as its file told it.

Its journal lies there. Here stand codes, and, encrypted under a key of the centre it is from, the
little a caller may see; that goes when the answer has arrived there or the campaign is over.
"""

from __future__ import annotations

from django.db import models


class Elsewhere(models.Model):
    """``chain`` is the unit that stands for the centre here, ``case_no`` what the case is called
    here (``core.linked.abroad``). ``walls``: units from which a complaint is kept. ``answer``: what
    the petitioner said, until it has arrived where the case lies."""

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60)
    round = models.PositiveIntegerField()
    ended_at = models.DateTimeField()
    standard = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    conduct = models.BooleanField(default=False)
    walls = models.JSONField(default=list)
    window_solved = models.CharField(max_length=20, default="")
    window_satisfaction = models.CharField(max_length=60, default="")
    words = models.BinaryField(default=b"")
    answer = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(null=True)
    brought_at = models.DateTimeField()

    class Meta:
        app_label = "revisit"
        constraints = (
            models.UniqueConstraint(fields=["case_no", "round"], name="revisit_elsewhere_once"),
        )
        indexes = (
            models.Index(fields=["chain", "ended_at"], name="revisit_elsewhere_ended"),
            models.Index(
                fields=["case_no"],
                name="revisit_elsewhere_walled",
                condition=models.Q(conduct=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_no} ({self.round})"
