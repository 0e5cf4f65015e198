"""翻事项库: pages of items by words, list, department and level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from bancheng.items.version_row import ItemVersion

PAGE = 30
MOST_DEPARTMENTS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty means any. ``retired`` shows those out of use, and only those."""

    text: str = ""
    unit: str = ""
    department: str = ""
    level: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Browsed:
    """One page of what was found; ``departments`` are the names to filter by."""

    items: tuple[ItemVersion, ...]
    total: int
    departments: tuple[str, ...]


def browse(units: Sequence[str], wanted: Wanted, page: int = 1) -> Browsed:
    """A page of the items of these lists. Four queries, however many items there are."""
    here = ItemVersion.objects.filter(
        item__unit__in=[wanted.unit] if wanted.unit in units else units,
        current=True,
        active=not wanted.retired,
    )
    names = here.exclude(department_name="").order_by("department_name")
    found = _fitting(here, wanted)
    start = (max(page, 1) - 1) * PAGE
    rows = (
        found.select_related("item")
        .annotate(asked=Count("materials"))
        .order_by("department_name", "item__unit", "item__code")
    )
    return Browsed(
        tuple(rows[start : start + PAGE]),
        found.count(),
        tuple(names.values_list("department_name", flat=True).distinct()[:MOST_DEPARTMENTS]),
    )


def _fitting(rows: QuerySet[ItemVersion], wanted: Wanted) -> QuerySet[ItemVersion]:
    for word in wanted.text.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(aliases__icontains=word)
            | Q(item__code__icontains=word)
            | Q(department_name__icontains=word)
        )
    if wanted.department:
        rows = rows.filter(department_name=wanted.department)
    return rows.filter(level=wanted.level) if wanted.level else rows


def in_force(units: Sequence[str], unit: str, code: str) -> ItemVersion | None:
    """The version in force of one item, if it stands in one of these lists."""
    if unit not in units:
        return None
    rows = ItemVersion.objects.filter(item__unit=unit, item__code=code, current=True)
    return rows.select_related("item").first()


def adjusted(units: Sequence[str], limit: int) -> list[tuple[ItemVersion, ItemVersion | None]]:
    """The latest versions of these lists that replaced another, each with the one before it."""
    rows = ItemVersion.objects.filter(item__unit__in=units, number__gt=1)
    latest = list(
        rows.select_related("item")
        .prefetch_related("materials")
        .order_by("-made_at", "-pk")[:limit]
    )
    wanted = {(version.item_id, version.number - 1) for version in latest}
    before = ItemVersion.objects.filter(item__in={item for item, _ in wanted})
    stood = {(v.item_id, v.number): v for v in before.prefetch_related("materials")}
    return [(version, stood.get((version.item_id, version.number - 1))) for version in latest]
