"""应办总览: every open duty of a centre by who holds it, departments in the order of the tree.

Never ranked: a long list says how much was given to somebody, not how well they work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bancheng.casework.cards import LATE
from bancheng.casework.holdings import Holder, Holding, holdings
from bancheng.casework.surroundings import standard_for
from bancheng.core.calendar import CHINA
from bancheng.core.permission import role_term
from bancheng.core.standard.standard import Standard
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.oversight.whole import centres_read_whole
from bancheng.web.words_of_time import clock_words

NOTHING = Holding()


@dataclass(frozen=True, slots=True)
class Line:
    """One holder: the figures, and what its list is called in the address."""

    name: str
    asked: str
    open: int
    today: int
    late: int
    cards: tuple[tuple[str, bool, int], ...]
    nearest: str


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre: roles first, then departments as the tree has them."""

    unit: Unit
    cards: tuple[tuple[str, bool], ...]
    roles: tuple[Line, ...]
    departments: tuple[Line, ...]
    total: Line


@require_safe
@desk
def overview_of_duties(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /oversight/"""
    context = {"centres": all_centres(reader), "at": clock_words(reader.now, reader.now)}
    return show(request, reader, "oversight/overview_of_duties.html", context, at="oversight")


@require_safe
@desk
def printed_overview(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /oversight/print: the same on paper, with the time and whose it is."""
    at = reader.now.astimezone(CHINA)
    context = {"centres": all_centres(reader), "at": f"{at:%Y年%m月%d日 %H:%M}", "reader": reader}
    return render(request, "oversight/overview_printed.html", context)


def all_centres(reader: Reader) -> list[Centre]:
    """Every centre the reader reads whole. Http404 where there is none."""
    centres = centres_read_whole(reader)
    if not centres:
        raise Http404
    found = holdings(reader.user, reader.now)
    return [_centre(unit, found, reader) for unit in centres]


def _centre(unit: Unit, found: Mapping[Holder, Holding], reader: Reader) -> Centre:
    standard = standard_for(unit)
    here = {holder: holding for holder, holding in found.items() if holder.chain == unit.code}
    departments = [
        _line(Holder(unit.code, department.code, ""), department.name, here, standard, reader)
        for department in _departments(unit, here)
    ]
    roles = [
        _line(holder, role_term(standard, role), here, standard, reader)
        for role in (*standard.roles, *_other_roles(here, standard))
        if (holder := Holder(unit.code, None, role)) in here
    ]
    return Centre(
        unit,
        tuple((card.label, card.at == LATE) for card in standard.cards.values()),
        tuple(roles),
        tuple(departments),
        _total(here.values(), standard),
    )


def _departments(centre: Unit, here: Mapping[Holder, Holding]) -> list[Unit]:
    """Every department of the centre, whether it owes or not; then whatever else owes by name."""
    known = seats.handling_units(centre)
    codes = {unit.code for unit in known}
    others = dict.fromkeys(h.unit for h in here if h.unit is not None and h.unit not in codes)
    return known + [seats.unit_by_code(code) for code in others]


def _other_roles(here: Mapping[Holder, Holding], standard: Standard) -> list[str]:
    return sorted({h.by for h in here if h.unit is None} - set(standard.roles))


def _line(
    holder: Holder,
    name: str,
    here: Mapping[Holder, Holding],
    standard: Standard,
    reader: Reader,
) -> Line:
    holding = here.get(holder, NOTHING)
    asked = {"centre": holder.chain, "unit": holder.unit or "", "by": holder.by}
    nearest = holding.nearest
    return Line(
        name,
        urlencode({k: v for k, v in asked.items() if v}),
        holding.open,
        holding.today,
        holding.late,
        _cards([holding], standard),
        clock_words(nearest, reader.now) if nearest else "",
    )


def _cards(holdings: Iterable[Holding], standard: Standard) -> tuple[tuple[str, bool, int], ...]:
    all_of_them = list(holdings)
    return tuple(
        (card.label, card.at == LATE, sum(h.cards.get(name, 0) for h in all_of_them))
        for name, card in standard.cards.items()
    )


def _total(holdings: Iterable[Holding], standard: Standard) -> Line:
    every = list(holdings)
    return Line(
        "合计",
        "",
        sum(h.open for h in every),
        sum(h.today for h in every),
        sum(h.late for h in every),
        _cards(every, standard),
        "",
    )
