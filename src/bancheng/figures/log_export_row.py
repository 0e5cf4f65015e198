"""导出登记: who took the event log out, when, of which centre and days, as at which entry."""

from __future__ import annotations

from django.db import models


class LogExport(models.Model):
    """One export; rows are only added. ``position``: the last entry of the chain at that moment."""

    chain = models.CharField(max_length=40)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    form = models.CharField(max_length=4)
    since_on = models.CharField(max_length=10)
    until_on = models.CharField(max_length=10)
    cases = models.PositiveIntegerField()
    position = models.PositiveBigIntegerField()

    class Meta:
        app_label = "figures"
        indexes = (models.Index(fields=["chain", "-at"], name="figures_log_export"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.by} {self.at}"
