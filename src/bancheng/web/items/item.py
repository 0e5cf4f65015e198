"""事项页: what an item says, who takes it, who decides, whom to call — and what it said before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.items import lists
from bancheng.items.content import content_of
from bancheng.items.difference import Difference, difference
from bancheng.items.material_row import Material
from bancheng.items.version_row import ItemVersion
from bancheng.items.waiting import ToldCircle, knots_of
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.items.on_case import case_asked_for, naming_for
from bancheng.web.items.reading import Shelf, shelf_of

SHOWN_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material, and the item that issues it where there is one."""

    material: Material
    unit: str
    issued_by: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: who made it, and what it changed."""

    version: ItemVersion
    who: str
    changed: Difference | None


@require_safe
@desk
def item_page(request: HttpRequest, reader: Reader, unit: str, code: str) -> HttpResponse:
    """GET /items/at/<list>/<code>/: the version in force, or the one asked for."""
    shelf = shelf_of(reader)
    current = shelf.item(unit, code)
    versions = list(
        ItemVersion.objects.filter(item=current.item_id)
        .select_related("item")
        .prefetch_related("materials")
        .order_by("-number")
    )
    number = request.GET.get("version", "")
    shown = next((v for v in versions if str(v.number) == (number or str(current.number))), None)
    if shown is None:
        raise Http404
    lines = version_lines(versions)
    case_no = case_asked_for(request, reader)
    context = {
        "item": shown,
        "current": current,
        "list_name": shelf.name_of(unit),
        "steps": shown.steps.splitlines(),
        "aliases": shown.aliases.splitlines(),
        "materials": material_lines(shown, shelf),
        "versions": lines[:SHOWN_VERSIONS],
        "older": max(len(versions) - SHOWN_VERSIONS, 0),
        "changed": next(line.changed for line in lines if line.version is shown),
        "circles": circles_through(shelf, unit, code),
        "may_change": unit in shelf.kept,
        "name_for": naming_for(reader, case_no, current),
        "case_no": case_no,
    }
    return show(request, reader, "items/item.html", context, at="items")


def material_lines(version: ItemVersion, shelf: Shelf) -> list[MaterialLine]:
    """The materials, each with the item that issues it: of the own list first, then above."""
    above = [u.code for u in lists.above(version.item.unit)]
    codes = {m.issued_by_item for m in version.materials.all() if m.issued_by_item}
    rows = ItemVersion.objects.filter(item__unit__in=above, item__code__in=codes, current=True)
    names = {
        (unit, code): name
        for unit, code, name in rows.values_list("item__unit", "item__code", "name")
    }
    found = []
    for material in version.materials.all():
        code = material.issued_by_item
        near = next((u for u in above if (u, code) in names), "")
        readable = near if near in shelf.codes else ""
        found.append(MaterialLine(material, readable, names.get((near, code), code)))
    return found


def version_lines(versions: Iterable[ItemVersion]) -> list[VersionLine]:
    """The versions, the newest first, each with what it changed from the one before."""
    ordered = list(versions)
    said = {v.number: content_of(v, v.materials.all()) for v in ordered}
    return [
        VersionLine(
            version,
            directory.name_of(version.made_by),
            difference(said[version.number - 1], said[version.number])
            if version.number - 1 in said
            else None,
        )
        for version in ordered
    ]


def circles_through(shelf: Shelf, unit: str, code: str) -> list[ToldCircle]:
    """The circles this item waits in."""
    return [
        circle
        for knot in knots_of(shelf.codes)
        for circle in knot.circles
        if any(step.item.node == (unit, code) for step in circle.steps)
    ]
