"""原因: which cases were said to have which cause, and in which words of a block point were noted.

Gathered from the journal's codes after each tick, so that cases of a cause can be counted without
folding them. Codes only: no word of anybody stands here.
"""

from __future__ import annotations

from django.db import models


class CaseCause(models.Model):
    """``field`` told it; the last value of a field counts. ``cause`` is empty where ``field`` only
    says in words where it was stuck."""

    case_no = models.CharField(max_length=60)
    chain = models.CharField(max_length=40)
    cause = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=60)

    class Meta:
        app_label = "improvement"
        constraints = (
            models.UniqueConstraint(
                fields=["case_no", "field", "cause"], name="improvement_cause_once"
            ),
        )
        indexes = (models.Index(fields=["chain", "cause"], name="improvement_cause"),)

    def __str__(self) -> str:
        return f"{self.case_no} {self.cause or self.field}"


class Gathered(models.Model):
    """How far a chain has been read."""

    chain = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "improvement"

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"
