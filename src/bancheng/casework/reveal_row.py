"""显示记录: who looked at a masked detail, when and why — a stream of its own.

Reading must never collide with writing, so it is not an entry of the case's journal.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Reveal(models.Model):
    """One masked detail shown to one person."""

    case_no = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    user = models.CharField(max_length=150)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "casework"
        indexes = (models.Index(fields=["case_no", "at"], name="casework_reveal_case"),)

    def __str__(self) -> str:
        return f"{self.user} {self.case_no} {self.field}"


def record(case_no: str, field: str, user: str, reason: str, at: datetime) -> None:
    """Note that a detail is shown."""
    Reveal.objects.create(case_no=case_no, field=field, user=user, reason=reason, at=at)
