"""免予扣分: somebody says why a case takes none, or takes that back; nothing is overwritten."""

from __future__ import annotations

from django.db import models

from bancheng.improvement.kept_texts import KeptTexts

GRANTED, TAKEN_BACK = "granted", "taken_back"


class ExemptionStep(KeptTexts):
    """The last step of a case within an indicator of somebody's year holds. ``about`` is the case;
    hidden: the reason, and its basis where there is one. ``unit``: a department, or the centre."""

    centre = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    indicator = models.CharField(max_length=60)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "scoring"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["centre", "year"], name="scoring_exempt_year"),
            models.Index(fields=["about"], name="scoring_exempt_case"),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.indicator} {self.kind}"
