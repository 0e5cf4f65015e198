"""典型案例: a case the office chose to tell of, in words of its own without a personal detail.

The words lie under the case's own key and go with it.
"""

from __future__ import annotations

from django.db import models

from bancheng.bulletin.issue_row import Issue
from bancheng.improvement.kept_texts import KeptTexts


class Typical(KeptTexts):
    """``about`` is the case. One taken off again ends (``until``) and stays on record."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="typical")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        app_label = "bulletin"
        ordering = ("pk",)
        indexes = (models.Index(fields=["about"], name="bulletin_typical_case"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.about}"
