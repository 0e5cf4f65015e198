"""打印记录: which paper somebody took out of a case, when, whole or masked — a stream of its own.

No word of the case stands here: the paper is drawn again from the journal as it stood then.
"""

from __future__ import annotations

from django.db import models


class PaperTaken(models.Model):
    """One taking. ``version``: how far the case had gone; ``batch``: those taken in one file."""

    uid = models.CharField(max_length=60, unique=True)
    batch = models.CharField(max_length=40, blank=True)
    case_no = models.CharField(max_length=60)
    paper = models.CharField(max_length=60)
    file = models.CharField(max_length=4)
    version = models.PositiveIntegerField()
    whole = models.BooleanField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "papers"
        indexes = (
            models.Index(fields=["case_no", "at"], name="papers_taken_of_case"),
            models.Index(fields=["batch", "id"], name="papers_taken_of_batch"),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.paper} {self.file}"
