"""最新一版: what tells whether anything in some lists changed since it was last read.

Every change of an item writes a version, so that the newest version stands for all of them.
"""

from __future__ import annotations

from datetime import datetime

from bancheng.items.version_row import ItemVersion
from bancheng.people.chart import current

Stamp = tuple[str, int, datetime | None]


def stamp(units: tuple[str, ...]) -> Stamp:
    """Differs for any two states of these lists and of the tree they stand in; one query."""
    rows = ItemVersion.objects.filter(item__unit__in=units).order_by("-pk")
    newest = rows.values_list("pk", "made_at").first() or (0, None)
    return (current().token, *newest)
