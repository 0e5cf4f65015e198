"""导出记录: who took a campaign's list out, when, with which filter; kept for ever.

As of the ledgers: taking it out is no fact of one case. The filter is codes only.
"""

from __future__ import annotations

from django.db import models

from bancheng.revisit.campaign_row import Campaign


class ListExport(models.Model):
    """``number`` stands in the file. ``until``: chain → position. ``rows`` and ``finished_at`` are
    empty while it is being written, and stay so where it was broken off."""

    number = models.CharField(max_length=12, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="exports", db_index=False)
    user = models.CharField(max_length=150)
    at = models.DateTimeField()
    kind = models.CharField(max_length=4)
    asked = models.TextField(default="")
    until = models.JSONField(default=dict)
    revealed = models.BooleanField(default=False)
    reason = models.CharField(max_length=150, default="")
    rows = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "revisit"
        indexes = (models.Index(fields=["campaign", "-at"], name="revisit_exports_of"),)

    def __str__(self) -> str:
        return f"{self.number} {self.user} {self.campaign_id}"
