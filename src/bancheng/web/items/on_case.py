"""工单的事项: the item a case found, with its papers and whom to call; else the likely ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from bancheng.casework import access
from bancheng.casework.look import Look, look
from bancheng.items.finding import Found, find
from bancheng.items.material_row import Material
from bancheng.items.naming import current_of, labels_of, value_of, version_named
from bancheng.items.version_row import ItemVersion
from bancheng.web.desk import Reader

NAMED_BY = ("classify", "accept")
"""The acts that name an item, in the order in which the case page leads to them."""
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """An item the case may be about, and the act that names it."""

    found: Found
    address: str


@dataclass(frozen=True, slots=True)
class ItemCard:
    """``version`` is the one the case found; ``newer`` the number in force where it moved on."""

    version: ItemVersion | None
    materials: tuple[Material, ...]
    newer: int | None
    unknown: str
    likely: tuple[Likely, ...]
    search: str


def item_card(seen: Look) -> ItemCard | None:
    """What the case page shows of the item; None where there is nothing to show or to do."""
    value = seen.case.service_item
    if value:
        version = version_named(value)
        if version is None:
            return ItemCard(None, (), None, value, (), "")
        now = current_of(version)
        newer = now.number if now.number != version.number else None
        return ItemCard(version, tuple(version.materials.all()), newer, "", (), "")
    act = act_naming(seen)
    if act is None:
        return None
    search = f"{reverse('items')}?{urlencode({'case': seen.row.case_no})}"
    likely = tuple(
        Likely(found, address_to_name(seen.row.case_no, act, seen.case.kind, found.value))
        for found in found_of(seen)
    )
    return ItemCard(None, (), None, "", likely, search)


def found_of(seen: Look) -> list[Found]:
    """What the clerk wrote as item, and the matter, tell of the item."""
    said = "\n".join(filter(None, (seen.text("item"), seen.text("matter"))))
    return find(seen.row.chain, said, OFFERED)


def address_to_name(case_no: str, act: str, kind: str | None, value: str) -> str:
    """The act's page with the item, and the kind the case has, filled in."""
    given = {"service_item": value} | ({"kind": kind} if kind else {})
    return f"{reverse('act', args=[case_no, act])}?{urlencode(given)}"


def naming_for(reader: Reader, case_no: str, version: ItemVersion) -> str:
    """Where this reader names the item for that case; empty where they may not, or see none."""
    if not case_no:
        return ""
    try:
        found = look(reader.user, case_no, reader.now)
    except access.NotFound:
        return ""
    act = act_naming(found)
    return address_to_name(case_no, act, found.case.kind, value_of(version)) if act else ""


def case_asked_for(request: HttpRequest, reader: Reader) -> str:
    """The number of the case an item is looked for; empty unless the reader sees it."""
    case_no = request.GET.get("case", "")
    seen = access.visible(reader.user).filter(case_no=case_no) if case_no else None
    return case_no if seen is not None and seen.exists() else ""


def act_naming(seen: Look) -> str | None:
    """The act by which this reader names the item of a case now."""
    open_now = {act.act for act in seen.acts if act.refusal is None}
    return next((act for act in NAMED_BY if act in open_now), None)


def choices(seen: Look, given: Mapping[str, str]) -> dict[str, str]:
    """For the field on a page: what is likely, what the case has, and what was picked elsewhere."""
    held = [value for value in (given.get("service_item", ""), seen.case.service_item) if value]
    likely = {found.value: f"{found.name}（{found.because}）" for found in found_of(seen)}
    found = labels_of(v for v in held if v not in likely) | likely
    return found | {"": "都不是"} if found else {}
