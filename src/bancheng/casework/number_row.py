"""工单编号: the next number of a centre's series, taken in the transaction that uses it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models

from bancheng.core.standard.standard import Standard
from bancheng.journal import engine

TAKE = (
    "INSERT INTO casework_numberrow (series, last) VALUES (%s, 1)"
    " ON CONFLICT (series) DO UPDATE SET last = casework_numberrow.last + 1 RETURNING last"
)


class NumberRow(models.Model):
    """The last number taken under a pattern's fixed part."""

    series = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField()

    class Meta:
        app_label = "casework"

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


def next_number(standard: Standard, prefix: str, at: datetime, zone: ZoneInfo) -> str:
    """The next case number at a centre, by the standard's pattern.

    ``prefix`` is the centre's short code. Must run inside the writing transaction.
    """
    local, pattern = at.astimezone(zone), standard.numbering.pattern
    fixed = {"centre": prefix, "date": f"{local:%Y%m%d}", "year": f"{local:%Y}"}
    series = pattern.format(n=0, **fixed)
    ((last,),) = engine.rows(TAKE, series)
    return pattern.format(n=last, **fixed)
