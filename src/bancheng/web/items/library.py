"""事项库: the pages of the county's and townships' items, by words, place, department and level."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.items import finding
from bancheng.items.browsing import PAGE, Browsed, Wanted, browse
from bancheng.items.version_row import ItemVersion, Level
from bancheng.web.desk import Reader, desk, show
from bancheng.web.items.on_case import case_asked_for
from bancheng.web.items.reading import Shelf, shelf_of

LONGEST = 60
LIKE_IT = 5
ALIKE_ENOUGH = 0.3
"""Whoever searches judges for themselves; a hint to a clerk must be surer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list."""

    version: ItemVersion
    list_name: str


@require_safe
@desk
def library_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /items/"""
    shelf = shelf_of(reader)
    wanted = wanted_of(request)
    page = _page_of(request)
    case_no = case_asked_for(request, reader)
    found = browse(shelf.codes, wanted, page)
    context = {
        "wanted": wanted,
        "found": found,
        "lines": [Line(v, shelf.name_of(v.item.unit)) for v in found.items],
        "levels": Level.choices,
        "shelf": shelf,
        "case_no": case_no,
        "alike": _alike(shelf, wanted, found),
        "pages": pages(wanted, page, found.total, case_no),
    }
    return show(request, reader, "items/library.html", context, at="items")


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address asks for; items are public, so that a filter can be linked to."""
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in FILTERS}
    return Wanted(**asked, retired=request.GET.get("retired") == "1")


FILTERS = ("text", "unit", "department", "level")


def _page_of(request: HttpRequest) -> int:
    page = request.GET.get("page", "1")
    return int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 10_000 else 1


def _alike(shelf: Shelf, wanted: Wanted, found: Browsed) -> list[finding.Found]:
    """Where the words as typed stand in no name: the items whose names are like them."""
    if found.total or not wanted.text or wanted.retired:
        return []
    return finding.find_in(shelf.codes, wanted.text, LIKE_IT, ALIKE_ENOUGH)


def pages(wanted: Wanted, page: int, total: int, case_no: str) -> dict[str, object]:
    """Where the pages before and after this one are."""
    asked = {name: value for name in FILTERS if (value := getattr(wanted, name))}
    if wanted.retired:
        asked["retired"] = "1"
    if case_no:
        asked["case"] = case_no

    def address(number: int) -> str:
        return "?" + urlencode({**asked, "page": number})

    last = max((total + PAGE - 1) // PAGE, 1)
    return {
        "here": page,
        "last": last,
        "before": address(page - 1) if page > 1 else "",
        "after": address(page + 1) if page < last else "",
    }
