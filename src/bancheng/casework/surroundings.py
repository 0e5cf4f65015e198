"""What surrounds a case at its centre: the standard it is pinned to, the hall's calendar, names."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bancheng.core.calendar import DayMark, Layer, OfficeHours, WorkCalendar
from bancheng.core.calendar.hours import DEFAULT
from bancheng.core.decider import Setting
from bancheng.core.given import Known
from bancheng.core.standard.standard import Standard
from bancheng.library import calendars, standards
from bancheng.people import directory, seats
from bancheng.people.chart import current
from bancheng.people.rota import hall_days
from bancheng.people.unit import Unit

APPROVALS = "approvals"
"""In a centre's settings: the acts for which it wants a second person (本中心定)."""

OWN_INSTALLATION = "own_installation"
"""In a centre's settings: it works in an installation of its own, and files travel between."""


def calendar_of(centre: Unit | str) -> WorkCalendar:
    """The hall's calendar: the nation's days, the region's, the hall's own."""
    code = centre if isinstance(centre, str) else centre.code
    return _calendar(current().token, code, calendars.stamp())


@lru_cache(maxsize=64)
def _calendar(organisation: str, code: str, years: int) -> WorkCalendar:
    del organisation, years  # parts of the key
    centre = seats.unit_by_code(code)
    closed = {
        day: DayMark(closure.works, closure.reason, "hall")
        for day, closure in hall_days(code).items()
    }
    hours = OfficeHours.parse(",".join(centre.office_hours)) if centre.office_hours else DEFAULT
    dated = {
        day: OfficeHours.parse(",".join(closure.sessions)).sessions
        for day, closure in hall_days(code).items()
        if closure.sessions
    }
    if dated:
        hours = OfficeHours(hours.sessions, hours.weekdays, dated)
    return calendars.work_calendar(
        hours, tuple(centre.calendar_regions), Layer("hall", closed) if closed else None
    )


def forget_calendars() -> None:
    """The calendar files changed: read them anew."""
    _calendar.cache_clear()
    calendars.forget()


def standard_for(centre: Unit | str, on: date | None = None) -> Standard:
    """The edition a new case is pinned to: the newest one in force on that day."""
    unit = seats.unit_by_code(centre) if isinstance(centre, str) else centre
    editions = standards.editions(unit.standard)
    for edition in reversed(editions):
        found = standards.standard(unit.standard, edition)
        begins = found.standard.in_force_on
        if on is None or begins is None or begins <= on:
            return found
    return standards.standard(unit.standard, editions[0])


def setting_of(centre: Unit | str, standard: Standard) -> Setting:
    """Everything deciding needs around a case of this centre."""
    code = centre if isinstance(centre, str) else centre.code
    wanted = frozenset(seats.unit_by_code(code).settings.get(APPROVALS, ()))
    return Setting(standard, calendar_of(code), _known(current().token, code), wanted)


@lru_cache(maxsize=64)
def _known(token: str, code: str) -> Known:
    chart = current()
    handling = {u.code for u in (*seats.handling_units(code), *seats.bodies(code))}
    upper = seats.upper_centre(code)
    return Known(
        units=frozenset(chart.units),
        handling_units=frozenset(handling),
        upper_units=frozenset({upper.code} if upper else set()),
        users=frozenset(a.person.username for a in directory.staff_of(code)),
        joint_units=frozenset({upper.code} if upper and has_cases_of_its_own(upper) else set()),
    )


def has_cases_of_its_own(upper: Unit) -> bool:
    """Whether what is sent up becomes a case of its own there: here, or where files are taken."""
    return works_elsewhere(upper) or has_cases_from_below(upper)


def works_elsewhere(unit: Unit | None) -> bool:
    """Whether a unit works in an installation of its own."""
    return unit is not None and bool(unit.settings.get(OWN_INSTALLATION))


def has_cases_from_below(centre: Unit) -> bool:
    """Whether a centre that stands above others works here: its standard says by which channel
    their cases arrive, and somebody is there to register them."""
    if not centre.standard or centre.standard not in standards.ids():
        return False
    standard = standard_for(centre)
    submit, register = standard.acts.get("submit"), standard.acts.get("register")
    if standard.channel_from("centre") is None or submit is None or register is None:
        return False
    return "origin" in submit.by and any(directory.holders(centre, r) for r in register.by)
