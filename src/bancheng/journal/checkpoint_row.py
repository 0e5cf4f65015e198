"""检查点: the table of signed statements about how long a chain was and what it held."""

from __future__ import annotations

from django.db import models


class CheckpointRow(models.Model):
    """One signed checkpoint. ``peaks`` lets the next one go on from here; the root signs it too."""

    pk = models.CompositePrimaryKey("chain", "size")
    chain = models.TextField()
    size = models.BigIntegerField()
    signed = models.TextField()
    peaks = models.TextField()

    class Meta:
        db_table = "journal_checkpoint"

    def __str__(self) -> str:
        return f"{self.chain} {self.size}"
