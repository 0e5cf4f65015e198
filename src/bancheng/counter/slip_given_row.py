"""交付记录: which paper the petitioner was given, how, by whom and when — a stream of its own.

Giving a paper changes nothing in the case and no other act rests on it, so it must not make a
colleague's page stale. That the petitioner was told is an act of its own: 一次性告知, 反馈 …
"""

from __future__ import annotations

from django.db import models


class SlipGiven(models.Model):
    """One giving. ``version`` is how far the case had gone: the same paper can be drawn again."""

    uid = models.CharField(max_length=40, unique=True)
    case_no = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    how = models.CharField(max_length=10)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "counter"
        indexes = (models.Index(fields=["case_no", "at"], name="counter_slip_of_case"),)

    def __str__(self) -> str:
        return f"{self.case_no} {self.kind} {self.how}"
