"""工作人员名册: names for user names, and who holds which post around a centre (SC-6.2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from bancheng.people import counting
from bancheng.people.chart import Chart, Person, current
from bancheng.people.unit import Unit


@dataclass(frozen=True, slots=True)
class Appointment:
    """One line of the staff list."""

    person: Person
    unit: Unit
    role: str
    from_on: date
    until_on: date | None


def person(username: str) -> Person | None:
    """Somebody by user name, also those who have left: the timeline still names them."""
    return current().people.get(username)


def name_of(username: str) -> str:
    """The name to show; the user name itself where nobody is known by it."""
    found = person(username)
    return found.name if found else username


def unit_name(code: str) -> str:
    """A unit's name as lists show it; the code itself where nobody is known by it."""
    unit = current().units.get(code)
    return unit.shown if unit else code


def counts_at(unit: str, centre: Unit | str) -> bool:
    """Whether a post at this unit counts, or once counted, at a centre."""
    chart = current()
    known = chart.units.get(unit)
    return known is not None and counting.serves(chart, known, _code(centre))


def staff_of(centre: Unit | str, at: datetime | None = None) -> list[Appointment]:
    """Who has a post that counts at this centre, now or ``at``; no programs, whoever's post they
    hold: nobody can hand them a shift, a case or a question."""
    chart, code, moment = current(), _code(centre), at or timezone.now()
    return [
        Appointment(somebody, post.unit, post.role, post.from_on, post.until_on)
        for somebody in _persons(chart)
        for post in counting.posts_at_centre(chart, somebody.username, code, moment)
    ]


def holders(centre: Unit | str, role: str, at: datetime | None = None) -> list[Person]:
    """Who has this role at this centre, by post or by the shift being stood; no programs."""
    chart, code, moment = current(), _code(centre), at or timezone.now()
    return [
        somebody
        for somebody in _persons(chart)
        if role in counting.roles_at_centre(chart, somebody.username, code, moment)
    ]


def _persons(chart: Chart) -> Iterator[Person]:
    return (somebody for somebody in chart.people.values() if not somebody.is_program)


def _code(centre: Unit | str) -> str:
    return centre if isinstance(centre, str) else centre.code
