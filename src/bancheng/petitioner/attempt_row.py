"""次数: what was tried from where, as digests that tell nothing, for a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Attempt(models.Model):
    """One try. ``key``: what is counted — a code, an address, a centre."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        app_label = "petitioner"
        indexes: ClassVar = [
            models.Index(fields=["key", "at"], name="petitioner_attempt_key"),
            models.Index(fields=["at"], name="petitioner_attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M}"
