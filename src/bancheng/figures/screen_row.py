"""大厅屏: an address that shows a centre's few public figures to a hall, until somebody ends it.

A screen on a wall has nobody who signs in. Who opened the address and who ended it is kept.
"""

from __future__ import annotations

from django.db import models


class Screen(models.Model):
    """One address; ended ones stay here."""

    key = models.CharField(max_length=43, unique=True)
    chain = models.CharField(max_length=40)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "figures"
        indexes = (models.Index(fields=["chain", "-at"], name="figures_screens_of"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.at}"
