"""动态调整: what was adjusted lately, and how many papers and steps it cut (SC-4.2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.items.browsing import adjusted
from bancheng.items.content import content_of
from bancheng.items.difference import Difference, difference
from bancheng.items.version_row import ItemVersion
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.items.reading import shelf_of

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One adjustment: the version made, by whom, and what it changed."""

    version: ItemVersion
    who: str
    list_name: str
    changed: Difference
    retired: bool
    restored: bool


@require_safe
@desk
def changes_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /items/changes/"""
    shelf = shelf_of(reader)
    lines = []
    for version, before in adjusted(shelf.codes, SHOWN):
        if before is None:
            continue
        said = [content_of(v, v.materials.all()) for v in (before, version)]
        lines.append(
            Adjusted(
                version,
                directory.name_of(version.made_by),
                shelf.name_of(version.item.unit),
                difference(*said),
                retired=before.active and not version.active,
                restored=version.active and not before.active,
            )
        )
    context = {
        "lines": lines,
        "limit": SHOWN,
        "cut_materials": sum(len(line.changed.cut_materials) for line in lines),
        "new_materials": sum(len(line.changed.new_materials) for line in lines),
        "cut_steps": sum(len(line.changed.cut_steps) for line in lines),
        "new_steps": sum(len(line.changed.new_steps) for line in lines),
    }
    return show(request, reader, "items/changes.html", context, at="items")
