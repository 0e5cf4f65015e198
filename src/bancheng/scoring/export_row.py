"""导出记录: who took the score of which year out, when, as at which entry of the journal."""

from __future__ import annotations

from django.db import models


class ScoreExport(models.Model):
    """``number`` stands in the file; ``score`` is the key of the fixed score, empty for one that
    was not fixed yet."""

    number = models.CharField(max_length=12, unique=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    centre = models.CharField(max_length=40)
    about = models.CharField(max_length=20)
    score = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=4)
    position = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField()

    class Meta:
        app_label = "scoring"
        indexes = (models.Index(fields=["centre", "-at"], name="scoring_export_centre"),)

    def __str__(self) -> str:
        return f"{self.number} {self.by}"
