"""重复反映: whether the same petitioner had been here before, found once and then kept.

Whether two cases have one phone can be told only while both phones can be read. So it is found
when a case is accepted, and only the answer is kept for good: later erasures change no figure of
a past month. What it is found by, a keyed digest of the phone, goes with the case's details.
"""

from __future__ import annotations

from django.db import models


class CameAgain(models.Model):
    """``how``: person (the same petitioner within a year), matter (about the same item besides),
    or empty. Never made anew: an erased case could not be asked again."""

    case_no = models.CharField(max_length=60, unique=True)
    how = models.CharField(max_length=10, default="")

    class Meta:
        app_label = "figures"

    def __str__(self) -> str:
        return f"{self.case_no} {self.how}"


class PetitionerMark(models.Model):
    """A keyed digest of the phone a case was registered with."""

    case_no = models.CharField(max_length=60, unique=True)
    chain = models.CharField(max_length=40)
    mark = models.CharField(max_length=32)
    registered_at = models.DateTimeField()
    item = models.CharField(max_length=160, default="")

    class Meta:
        app_label = "figures"
        indexes = (models.Index(fields=["chain", "mark"], name="figures_mark"),)

    def __str__(self) -> str:
        return self.case_no
