"""材料由谁出具: a name or code written as issuer, recognised as another item or left as a body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bancheng.items import lists
from bancheng.items.content import ItemContent, MaterialContent
from bancheng.items.version_row import ItemVersion


def known_items(list_code: str, others: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """What an issuer may be called → the item's code: codes and names of the items that serve
    this list, the nearer first, and of ``others`` (code and name) that are just being added."""
    found: dict[str, str] = {}
    ambiguous: set[str] = set()
    for code, name in others:
        found.setdefault(code, code)
        if found.setdefault(name, code) != code:
            ambiguous.add(name)
    units = [unit.code for unit in lists.above(list_code)]
    rows = ItemVersion.objects.filter(item__unit__in=units, current=True, active=True)
    ordered = sorted(
        rows.values_list("item__unit", "item__code", "name"), key=lambda r: units.index(r[0])
    )
    for _, code, name in ordered:
        found.setdefault(code, code)
        found.setdefault(name, code)
    return {call: code for call, code in found.items() if call not in ambiguous}


def recognised(content: ItemContent, known: Mapping[str, str]) -> ItemContent:
    """The content with the issuers that are items as items."""
    materials = tuple(_recognised(m, known) for m in content.materials)
    return content if materials == content.materials else replace(content, materials=materials)


def _recognised(material: MaterialContent, known: Mapping[str, str]) -> MaterialContent:
    if material.issued_by_item or material.issuer not in known:
        return material
    return replace(material, issued_by_item=known[material.issuer], issuer="")
