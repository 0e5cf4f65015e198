"""台账行: which entries of the journal are a row of which ledger.

Gathered from the journal after each tick, so that no act pays for an index that is asked for a few
times a month. References and times only: no word of anybody stands here.
"""

from __future__ import annotations

from django.db import models


class Line(models.Model):
    """An entry at ``position`` of its chain that ``ledger`` has a row for."""

    chain = models.CharField(max_length=40)
    ledger = models.CharField(max_length=20)
    position = models.PositiveBigIntegerField()
    case_no = models.CharField(max_length=60)
    done_at = models.DateTimeField()

    class Meta:
        app_label = "ledgers"
        constraints = (
            models.UniqueConstraint(
                fields=["chain", "ledger", "position"], name="ledgers_line_once"
            ),
        )
        # a bulletin asks how often somebody was urged in one month of many years
        indexes = (
            models.Index(
                fields=["chain", "ledger", "done_at", "position", "case_no"],
                name="ledgers_line_done",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ledger} {self.chain} {self.position}"


class Gathered(models.Model):
    """How far a chain has been read."""

    chain = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "ledgers"

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"
