"""要点行: the gist of each case as it was after one of its entries, kept ready for ledgers."""

from __future__ import annotations

from django.db import models


class GistRow(models.Model):
    """``version`` and ``position`` are those of the entry after which ``told`` (JSON) was true."""

    case_no = models.CharField(max_length=60, primary_key=True)
    chain = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    position = models.PositiveBigIntegerField()
    told = models.TextField()

    class Meta:
        app_label = "ledgers"

    def __str__(self) -> str:
        return f"{self.case_no} {self.version}"
