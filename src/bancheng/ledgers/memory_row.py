"""记住的栏目: which column of a centre's old ledger was what, the last time such a file came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models

from bancheng.casework.importing.columns import Columns, find_columns
from bancheng.core.standard.standard import Standard


class ColumnMemory(models.Model):
    """``chosen``: field → title of its column."""

    centre = models.CharField(max_length=40)
    header = models.CharField(max_length=64)
    chosen = models.JSONField(default=dict)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "ledgers"
        constraints = (
            models.UniqueConstraint(fields=["centre", "header"], name="ledgers_columns_once"),
        )

    def __str__(self) -> str:
        return f"{self.centre} {self.header[:8]}"


def columns_for(centre: str, header: Sequence[str], standard: Standard) -> tuple[Columns, bool]:
    """What each column was the last time, else what its title tells; and whether it was known."""
    known = ColumnMemory.objects.filter(centre=centre, header=_digest(header)).first()
    if known is None:
        return find_columns(header, standard), False
    return fitting(header, known.chosen), True


def fitting(header: Sequence[str], chosen: Mapping[str, str]) -> Columns:
    """What was chosen, as far as the header has it; each column is one field."""
    titles: dict[str, str] = {}
    for field, title in chosen.items():
        if title in header and title not in titles.values():
            titles[field] = title
    return Columns(titles, tuple(t for t in header if t and t not in titles.values()))


def remember(centre: str, header: Sequence[str], columns: Columns, by: str, now: datetime) -> None:
    """Keep what was chosen for the next file with these titles."""
    ColumnMemory.objects.update_or_create(
        centre=centre,
        header=_digest(header),
        defaults={"chosen": dict(columns.titles), "by": by, "at": now},
    )


def _digest(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(header).encode()).hexdigest()
