"""回访批次: one revisit of all — whose it is, of which days' cases, who opened and who ended it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import models

from bancheng.core.calendar import CHINA


class Campaign(models.Model):
    """The cases closed from ``first_on`` to ``last_on``, both included, at every centre that the
    body ``unit`` revisits. Ended ones stay; nothing of them changes any more."""

    unit = models.CharField(max_length=40)
    first_on = models.DateField()
    last_on = models.DateField()
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, default="")
    ended_at = models.DateTimeField(null=True)
    command_id = models.CharField(max_length=80, unique=True)

    class Meta:
        app_label = "revisit"
        indexes = (models.Index(fields=["unit", "-opened_at"], name="revisit_campaigns_of"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.first_on}–{self.last_on}"

    @property
    def begins(self) -> datetime:
        """The first moment of its days."""
        return datetime.combine(self.first_on, time(), CHINA)

    @property
    def until(self) -> datetime:
        """The first moment after its days."""
        return datetime.combine(self.last_on + timedelta(days=1), time(), CHINA)
