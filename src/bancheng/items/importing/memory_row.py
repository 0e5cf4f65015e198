"""记住的栏目: which column was what, the last time a file with these titles came to this list."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import models

from bancheng.items.importing.columns import fitting, guess


class ColumnMemory(models.Model):
    """``chosen``: column title → field, empty for what is not brought in."""

    unit = models.CharField(max_length=40)
    header = models.CharField(max_length=64)
    chosen = models.JSONField(default=dict)

    class Meta:
        app_label = "items"
        constraints = (
            models.UniqueConstraint(fields=["unit", "header"], name="items_columns_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.header[:8]}"


def columns_for(unit: str, header: Sequence[str]) -> dict[str, str]:
    """What each column was the last time; else what its title tells."""
    known = ColumnMemory.objects.filter(unit=unit, header=_print(header)).first()
    return fitting(header, known.chosen) if known else guess(header)


def remember(unit: str, header: Sequence[str], chosen: Mapping[str, str]) -> None:
    """Keep what was chosen for the next file with these titles."""
    ColumnMemory.objects.update_or_create(
        unit=unit, header=_print(header), defaults={"chosen": dict(chosen)}
    )


def _print(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(header)).encode()).hexdigest()
