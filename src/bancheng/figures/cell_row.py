"""备好的数: every figure of a month, kept ready as far as a chain has been read.

A cell is a sum over cases that everybody who reads the centre whole may see: complaints about
conduct are in none, and are counted for each reader apart.
"""

from __future__ import annotations

from django.db import models


class Cell(models.Model):
    """One figure of one month (``2026-11``): ``measure`` by ``axis`` and ``code``."""

    chain = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    axis = models.CharField(max_length=60)
    code = models.CharField(max_length=160)
    measure = models.CharField(max_length=20)
    n = models.IntegerField()

    class Meta:
        app_label = "figures"
        constraints = (
            models.UniqueConstraint(
                fields=["chain", "month", "axis", "code", "measure"], name="figures_cell_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["chain", "measure", "month"],
                name="figures_whole",
                condition=models.Q(axis="all"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.month} {self.axis} {self.code} {self.measure}: {self.n}"


class ReadUpTo(models.Model):
    """How far a chain's journal has been read into the tables of this room."""

    chain = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "figures"

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"
