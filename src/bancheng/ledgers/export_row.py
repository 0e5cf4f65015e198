"""导出记录: who took which ledger out, when, with which filter; kept for ever.

An export is no fact of one case, so it stands beside the journal as showing a masked detail does.
The filter is codes only.
"""

from __future__ import annotations

from django.db import models


class Export(models.Model):
    """``number`` stands in the file. ``until``: chain → position. ``rows`` and ``finished_at`` are
    empty while it is being written, and stay so where it was broken off."""

    number = models.CharField(max_length=12, unique=True)
    user = models.CharField(max_length=150)
    at = models.DateTimeField()
    centre = models.CharField(max_length=40)
    ledger = models.CharField(max_length=20)
    kind = models.CharField(max_length=4)
    asked = models.TextField(default="")
    until = models.JSONField(default=dict)
    revealed = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, default="")
    rows = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "ledgers"
        indexes = (
            models.Index(fields=["centre", "-at"], name="ledgers_export_centre"),
            models.Index(fields=["user", "-at"], name="ledgers_export_user"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.user} {self.ledger}"
