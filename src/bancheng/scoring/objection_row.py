"""申辩: what a department says about its points before they are fixed; nothing goes."""

from __future__ import annotations

from django.db import models

from bancheng.improvement.kept_texts import KeptTexts


class Objection(KeptTexts):
    """``about``: the case it is about, whose key its words then lie under; empty where it is about
    the whole. ``indicator`` may be empty too."""

    centre = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    unit = models.CharField(max_length=40)
    indicator = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "scoring"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["centre", "year", "unit"], name="scoring_said_of_unit"),
            models.Index(fields=["about"], name="scoring_said_case"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
