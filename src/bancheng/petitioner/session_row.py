"""查询会话: somebody asked rightly and sees this one case, for a short while."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bancheng.petitioner.code_row import QueryCode


class AskingSession(models.Model):
    """``token``: the digest of what the browser holds. It ends with its code."""

    token = models.CharField(max_length=64, unique=True)
    code = models.ForeignKey(QueryCode, models.CASCADE, related_name="sessions")
    began_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        app_label = "petitioner"
        indexes: ClassVar = [models.Index(fields=["until"], name="petitioner_session_until")]

    def __str__(self) -> str:
        return f"{self.code_id} {self.until:%H:%M}"
