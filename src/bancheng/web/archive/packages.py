"""档案: packages found again by number, name, year, kind and time of keeping.

What is looked for may be a name: it is posted and comes back sealed in the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.archive.destroying import archived_by
from bancheng.archive.finding import Asked, Due, Found, look_up, years_of
from bancheng.archive.retention import term_of
from bancheng.casework import reading_rights
from bancheng.casework.surroundings import standard_for
from bancheng.core.calendar import CHINA
from bancheng.files.limits import in_words
from bancheng.ledgers.overseeing import inspected_by
from bancheng.library import standards
from bancheng.people import directory, seats
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader, desk, show
from bancheng.web.search import LONGEST, sealed, unsealed

DUES = {"": "保管期限不限", "over": "已经到期", "soon": "一年内到期", "gone": "已经销毁"}


@dataclass(frozen=True, slots=True)
class Row:
    """One package in words."""

    number: str
    made: int
    case_no: str
    name: str
    matter: str
    kind: str
    archived: str
    term: str
    due: str
    is_over: bool
    gone: str
    by: str
    size: str
    erased: bool


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def packages_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST asks, GET shows."""
    if not works_on_cases(reader):
        raise Http404
    if request.method == "POST":
        return redirect(_address(reader, _asked(request.POST, request.POST.get("text", ""))))
    asked = _asked(request.GET, unsealed(reader, request.GET.get("f", "")))
    found, more = look_up(reader.user, asked, reader.now)
    context = {
        "asked": asked,
        "rows": [_row(one) for one in found],
        "may_destroy": bool(archived_by(reader.user) | inspected_by(reader.user)),
        "years": years_of(reader.user),
        "kinds": _kinds(reader),
        "dues": DUES,
        "is_sifted": any((asked.words, asked.year, asked.kind, asked.due)),
        "first": _address(reader, asked) if asked.before else "",
        "next": _address(reader, asked, before=str(more)) if more else "",
    }
    return show(request, reader, "archive/packages.html", context, at="archive")


def _asked(sent: QueryDict, words: str) -> Asked:
    year, before = _number(sent.get("year", "")), _number(sent.get("before", ""))
    due: Due = next((one for one in get_args(Due) if one == sent.get("due", "")), "")
    return Asked(words.strip()[:LONGEST], year, sent.get("kind", "")[:60], due, before)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _address(reader: Reader, asked: Asked, **more: str) -> str:
    told: dict[str, Any] = {
        "f": sealed(reader, asked.words) if asked.words else "",
        "year": asked.year,
        "kind": asked.kind,
        "due": asked.due,
        **more,
    }
    parts = urlencode({name: value for name, value in told.items() if value})
    return f"{reverse('archive')}?{parts}" if parts else reverse("archive")


def _kinds(reader: Reader) -> dict[str, str]:
    """The kinds of the standards by which the reader's centres work, by code."""
    found: dict[str, str] = {}
    for code in sorted(reading_rights.chains_in_reach(reader.user)):
        standard = standard_for(seats.unit_by_code(code))
        found |= {kind: standard.kinds[kind].label for kind in standard.leaf_kinds}
    return found


def _row(found: Found) -> Row:
    one = found.package
    kind = standards.standard(*found.standard).kinds.get(found.kind)
    return Row(
        number=one.number,
        made=one.made,
        case_no=one.case_no,
        name=found.name,
        matter=found.matter,
        kind=kind.label if kind else "",
        archived=f"{one.archived_at.astimezone(CHINA):%Y-%m-%d}",
        term=term_of(one.years),
        due=f"{one.due_on:%Y-%m-%d}" if one.due_on else "",
        is_over=found.is_over,
        gone=f"{one.destroyed_at.astimezone(CHINA):%Y-%m-%d}" if one.destroyed_at else "",
        by=directory.name_of(one.by),
        size=in_words(one.size),
        erased=found.erased,
    )
