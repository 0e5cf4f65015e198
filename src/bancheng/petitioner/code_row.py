"""查询码: its row. The code itself stands nowhere, not even in a log or the journal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class QueryCode(models.Model):
    """One code of a case. ``second``: the digest of code and four digits together.

    ``by_word``: the four digits are a word agreed at the counter, as there is no phone. ``uid`` is
    the command that made it: sent twice, it makes one. ``followed_at``: until when a phone that was
    put right has been followed.
    """

    case_no = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    second = models.CharField(max_length=64)
    by_word = models.BooleanField(default=False)
    uid = models.CharField(max_length=80, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    followed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)

    class Meta:
        app_label = "petitioner"
        indexes: ClassVar = [
            models.Index(fields=["case_no", "made_at"], name="petitioner_code_of_case")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_no"],
                condition=models.Q(ended_at=None),
                name="petitioner_one_code_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_no} {self.made_at:%Y-%m-%d}"
