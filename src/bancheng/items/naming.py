"""工单上的事项: the item that a case's field ``service_item`` names, in the version it names."""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.core.given import ITEM
from bancheng.items.version_row import ItemVersion


def version_named(value: str) -> ItemVersion | None:
    """The version that «list/code@version» names; None where there is none such."""
    if not ITEM.match(value):
        return None
    unit, _, rest = value.partition("/")
    code, _, number = rest.rpartition("@")
    rows = ItemVersion.objects.filter(item__unit=unit, item__code=code, number=int(number))
    return rows.select_related("item").first()


def value_of(version: ItemVersion) -> str:
    """«list/code@version», as a case keeps it."""
    return f"{version.item.unit}/{version.item.code}@{version.number}"


def current_of(version: ItemVersion) -> ItemVersion:
    """The version of the same item in force now."""
    return ItemVersion.objects.select_related("item").get(item=version.item_id, current=True)


def labels_of(values: Iterable[str]) -> dict[str, str]:
    """Value → what the item is called; those that name nothing are left out."""
    found = {value: version_named(value) for value in values}
    return {value: version.name for value, version in found.items() if version is not None}
