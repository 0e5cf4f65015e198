"""本中心定: what a centre settled for itself, by whom, when and why; nothing is overwritten."""

from __future__ import annotations

from django.db import models


class CentreChoice(models.Model):
    """One choice as it was made; the newest of a name is in force (and stands in the unit's
    settings, where every room reads it)."""

    centre = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    value = models.JSONField()
    because = models.CharField(max_length=200)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "counter"
        indexes = (models.Index(fields=["centre", "name", "-made_at"], name="counter_choice_of"),)

    def __str__(self) -> str:
        return f"{self.centre} {self.name} {self.value}"
