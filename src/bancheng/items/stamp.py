"""最新一版: what tells whether anything in some lists changed since it was last read.

Every change of an item writes a version, so that the newest version stands for all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bancheng.items.version_row import ItemVersion
from bancheng.journal import engine
from bancheng.people.chart import current

Stamp = tuple[str, int, str]


def stamp(units: tuple[str, ...]) -> Stamp:
    """Differs for any two states of these lists and of the tree they stand in; one query."""
    if not units:
        return current().token, 0, ""
    statement, values = _composed(units, engine.vendor())
    number, made_at = engine.row(statement, *values) or (0, None)
    return current().token, number, str(made_at)


@lru_cache(maxsize=256)
def _composed(units: tuple[str, ...], vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Composed once: it is asked at every pause in somebody's typing."""
    del vendor  # part of the key: engines write it differently
    rows = ItemVersion.objects.filter(item__unit__in=units).order_by("-pk")
    return rows.values_list("pk", "made_at")[:1].query.sql_with_params()
