"""人员名册: who holds which post in a hall, whose B is who, what they were trained in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.people import directory, seats
from bancheng.people.models import Substitute, Training
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_of, within


@dataclass(frozen=True, slots=True)
class Line:
    """One person with all their posts around this hall."""

    username: str
    name: str
    phone: str
    unit: str
    posts: tuple[tuple[str, date, date | None], ...]
    substitutes: tuple[str, ...]
    stands_in_for: tuple[str, ...]
    away: bool
    hours: Decimal | None
    own: bool


@require_safe
@desk
def roster_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /roster/"""
    hall = hall_of(request, reader)
    lines = roster_lines(hall, reader)
    context = {
        "hall": hall,
        "own": [line for line in lines if line.own],
        "others": [line for line in lines if not line.own],
        "year": reader.now.year,
        "cites": hall.cites("roster"),
    }
    return show(request, reader, "rota/roster.html", context, at="roster")


def roster_lines(hall: Hall, reader: Reader) -> list[Line]:
    """Everybody with a post that counts here, those of the hall first: two queries."""
    by_person: dict[str, list[directory.Appointment]] = {}
    for line in directory.staff_of(hall.centre, reader.now):
        by_person.setdefault(line.person.username, []).append(line)
    named: dict[str, list[str]] = {}
    for holder, substitute in Substitute.objects.filter(
        ended_at=None, post__user__username__in=by_person
    ).values_list("post__user__username", "user__username"):
        named.setdefault(holder, []).append(directory.name_of(substitute))
    hours = dict(
        Training.objects.filter(
            user__username__in=by_person, struck_at=None, held_on__year=reader.now.year
        )
        .order_by()
        .values_list("user__username")
        .annotate(Sum("hours"))
    )
    found = [
        _line(username, lines, hall, reader, named.get(username, []), hours.get(username))
        for username, lines in by_person.items()
    ]
    order = {code: n for n, code in enumerate(_units(hall))}
    return sorted(found, key=lambda line: (not line.own, order.get(line.unit, 0)))


def _units(hall: Hall) -> list[str]:
    around = [*seats.bodies(hall.centre), *seats.handling_units(hall.centre)]
    return [hall.centre.shown, *(unit.shown for unit in around)]


def _line(
    username: str,
    lines: list[directory.Appointment],
    hall: Hall,
    reader: Reader,
    named: list[str],
    hours: Decimal | None,
) -> Line:
    first = lines[0]
    return Line(
        username=username,
        name=first.person.name,
        phone=first.person.phone,
        unit=first.unit.shown,
        posts=tuple((role_word(line, hall), line.from_on, line.until_on) for line in lines),
        substitutes=tuple(dict.fromkeys(named)),
        stands_in_for=tuple(
            directory.name_of(name) for name in seats.stands_in_for(username, reader.now)
        ),
        away=seats.is_away(username, reader.now),
        hours=hours,
        own=any(within(line.unit, hall.centre) for line in lines),
    )


def role_word(line: directory.Appointment, hall: Hall) -> str:
    """The role as this hall's standard calls it."""
    known = hall.standard.roles.get(line.role)
    return known.label if known else line.role
