"""渠道: which other systems the centres one looks after are connected with, and what is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.channels.adapter import adapters
from bancheng.channels.models import Setup
from bancheng.web.administration.keeping import kept_centres
from bancheng.web.desk import Reader, desk, show
from bancheng.wire import letters


@dataclass(frozen=True, slots=True)
class Line:
    """One channel as the list shows it."""

    setup: Setup
    term: str
    last: datetime | None
    waiting: int
    stuck: int


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
    lines = [
        Line(
            setup,
            known[setup.kind].term if setup.kind in known else setup.kind,
            setup.last,
            *waits.get(setup.pk, (0, 0)),
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


def _waiting(setups: Sequence[Setup]) -> dict[int, tuple[int, int]]:
    """By channel, how much has not arrived, there or from there, and how much of it is stuck."""
    whose = {road: setup.pk for setup in setups for road in setup.roads}
    counted = letters.waiting().filter(road__in=whose).order_by().values("road")
    found: dict[int, tuple[int, int]] = {}
    for row in counted.annotate(waiting=Count("pk"), stuck=Count("pk", filter=Q(stuck=True))):
        waiting, stuck = found.get(whose[row["road"]], (0, 0))
        found[whose[row["road"]]] = waiting + row["waiting"], stuck + row["stuck"]
    return found
