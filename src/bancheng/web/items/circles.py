"""互为前置: circles found in the library, drawn and told, and those clerks recorded (XF-7.4).

A circle found can be put up as a block point. The room of block points lies beside this one, so
only its address is known here, and the button is not there where the address is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from bancheng.casework import recorded_waits
from bancheng.casework.surroundings import standard_for
from bancheng.core.standard.standard import Standard
from bancheng.items.waiting import ToldCircle, ToldKnot, knots_of
from bancheng.people import seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.items.reading import shelf_of
from bancheng.web.items.ring import Ring, ring

SHOWN_KNOTS, SHOWN_CIRCLES, SHOWN_CASES = 12, 6, 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """A circle, its picture, and where it is put up as a block point (empty: nowhere)."""

    circle: ToldCircle
    ring: Ring
    put_up: str


@dataclass(frozen=True, slots=True)
class KnotDrawn:
    """A knot with the circles that are drawn of it; ``more`` are not."""

    knot: ToldKnot
    circles: tuple[Drawn, ...]
    more: int


@require_safe
@desk
def circles_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /items/circles/; ?of=<list>/<code> shows those of one item."""
    shelf = shelf_of(reader)
    found = knots_of(shelf.codes)
    only = request.GET.get("of", "")
    if only:
        found = tuple(knot for knot in found if _holds(knot, only))
    cases = recorded_waits.recorded(reader.user, SHOWN_CASES)
    context = {
        "knots": [_drawn(knot, reader) for knot in found[:SHOWN_KNOTS]],
        "more": max(len(found) - SHOWN_KNOTS, 0),
        "count": sum(len(knot.circles) for knot in found),
        "only": only,
        "cases": cases.lines,
        "more_cases": cases.more,
    }
    return show(request, reader, "items/circles.html", context, at="circles")


def _holds(knot: ToldKnot, node: str) -> bool:
    return any("/".join(s.item.node) == node for c in knot.circles for s in c.steps)


def _drawn(knot: ToldKnot, reader: Reader) -> KnotDrawn:
    shown = tuple(
        Drawn(circle, ring(circle), address_of_point(circle, reader))
        for circle in knot.circles[:SHOWN_CIRCLES]
    )
    return KnotDrawn(knot, shown, len(knot.circles) - len(shown))


def address_of_point(circle: ToldCircle, reader: Reader) -> str:
    """Where this circle is put up as a block point, for whoever may put one up."""
    try:
        address = reverse("bottleneck-new")
    except NoReverseMatch:
        return ""
    for centre in seats.centres_of(reader.user, reader.now):
        standard = standard_for(centre, reader.now.date())
        rule = standard.improvement.get("propose")
        if rule and set(rule.by) & seats.roles_at(reader.user, centre, reader.now):
            cause = cause_of_waiting(standard)
            asked = {"cause": cause, "circle": circle.id} if cause else {"circle": circle.id}
            return f"{address}?{urlencode(asked)}"
    return ""


def cause_of_waiting(standard: Standard) -> str:
    """The cause under which the standard counts departments that wait for one another."""
    grounds = {name for name, g in standard.grounds.items() if "waiting_units" in g.asks}
    for name, cause in standard.causes.items():
        if grounds & set(cause.shown_by.get("ground", ())):
            return name
    return "departments" if "departments" in standard.causes else ""
