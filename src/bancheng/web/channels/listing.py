"""渠道: which other systems the centres one looks after are connected with, and what is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.channels.adapter import Hears, adapters
from bancheng.channels.failing import failing
from bancheng.channels.models import Setup, Speaker
from bancheng.channels.setups import raw_of
from bancheng.channels.shut_out import shut_out
from bancheng.web.administration.keeping import kept_centres
from bancheng.web.channels.stuck import words_of_waiting
from bancheng.web.desk import Reader, desk, show
from bancheng.wire import letters


@dataclass(frozen=True, slots=True)
class Line:
    """One channel as the list shows it. ``wrong``: what it fails at, or why somebody is turned
    away, in a few words; ``unchosen``: it seems to wait for an interface, and nobody was chosen to
    speak."""

    setup: Setup
    term: str
    last: datetime | None
    waiting: str
    asleep: str
    stuck: int
    wrong: str
    unchosen: bool


@require_safe
@desk
def channels_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /channels/"""
    centres = kept_centres(reader)
    setups = Setup.objects.filter(centre__in=centres).select_related("centre")
    setups = setups.annotate(last=Max("passages__at")).order_by("ended_at", "centre__code", "pk")
    found = list(setups)
    waits = _waiting(found)
    known = adapters()
    why = {**shut_out(found, reader.now), **failing(found, reader.now)}
    unchosen = _unchosen(found)
    lines = [
        Line(
            setup,
            known[setup.kind].term if setup.kind in known else setup.kind,
            setup.last,
            *_said(setup, *waits.get(setup.pk, (0, 0)), reader.now),
            why.get(setup.pk, ""),
            setup.pk in unchosen,
        )
        for setup in found
    ]
    context = {
        "lines": [line for line in lines if line.setup.ended_at is None],
        "ended": [line for line in lines if line.setup.ended_at is not None],
        "centres": [centre for centre in centres if centre.active],
        "kinds": known.values(),
    }
    return show(request, reader, "channels/list.html", context, at="channels")


def _said(setup: Setup, waits: int, stuck: int, now: datetime) -> tuple[str, str, int]:
    return *words_of_waiting(setup, waits - stuck, now), stuck


def _waiting(setups: Sequence[Setup]) -> dict[int, tuple[int, int]]:
    """By channel, how much has not arrived, there or from there, and how much of it is stuck."""
    whose = {road: setup.pk for setup in setups for road in setup.roads}
    counted = letters.waiting().filter(road__in=whose).order_by().values("road")
    found: dict[int, tuple[int, int]] = {}
    for row in counted.annotate(waiting=Count("pk"), stuck=Count("pk", filter=Q(stuck=True))):
        waiting, stuck = found.get(whose[row["road"]], (0, 0))
        found[whose[row["road"]]] = waiting + row["waiting"], stuck + row["stuck"]
    return found


def _unchosen(setups: Sequence[Setup]) -> set[int]:
    """Open channels whose orders should come by an interface, since answers have an address to go
    to, and into which nobody may speak. Without one, orders come by tables and nobody is missed."""
    chosen = set(Speaker.objects.filter(ended_at=None).values_list("setup_id", flat=True))
    known = adapters()
    return {
        setup.pk
        for setup in setups
        if setup.on and setup.pk not in chosen and setup.kind in known
        if known[setup.kind].brings and isinstance(known[setup.kind], Hears)
        if _address(setup)
    }


def _address(setup: Setup) -> object:
    try:
        return raw_of(setup).get("address")
    except ValueError:
        return None
