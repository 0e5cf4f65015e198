"""办公室写的话: what the office adds to a section; what stood before stays until it is erased."""

from __future__ import annotations

from django.db import models

from bancheng.bulletin.issue_row import Issue
from bancheng.improvement.kept_texts import KeptTexts


class Remark(KeptTexts):
    """The last one of a section stands; one without words takes it off again."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="remarks")
    section = models.CharField(max_length=20)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "bulletin"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.section}"
