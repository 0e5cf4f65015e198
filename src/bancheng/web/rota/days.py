"""值班表的一格: a window's day as the rota shows it: who stands when, who leads, where nobody is.

A gap is said in words and by a mark, not by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bancheng.casework import rota_keeping
from bancheng.people import attendance, directory
from bancheng.people.coverage import Plan, Standing, Stretch, stretches
from bancheng.people.models import Window
from bancheng.web.rota.halls import Hall
from bancheng.web.words_of_time import WEEKDAYS

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Who:
    """One person in a stretch: the part they have beyond standing there, and in whose place."""

    name: str
    part: str
    instead_of: str


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a day."""

    span: str
    people: tuple[Who, ...]
    is_gap: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one window. ``why_off``: why the hall is closed, empty where it works."""

    day: date
    number: str
    weekday: str
    why_off: str
    lines: tuple[Line, ...]
    is_today: bool
    is_past: bool

    @property
    def gaps(self) -> list[Line]:
        """The stretches in which the window is open and nobody stands there."""
        return [line for line in self.lines if line.is_gap]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One window with its days."""

    window: Window
    hours: str
    days: tuple[Day, ...]

    @property
    def gaps(self) -> list[tuple[Day, Line]]:
        """Every gap from today on."""
        return [(day, line) for day in self.days if not day.is_past for line in day.gaps]


def sheets(hall: Hall, days: list[date], now: datetime) -> list[Sheet]:
    """Every window of a hall on these days: four queries however many there are."""
    begins = datetime.combine(days[0], time.min, hall.zone)
    plan = attendance.plan_between(
        hall.centre, begins, datetime.combine(days[-1] + ONE_DAY, time.min, hall.zone)
    )
    parts = rota_keeping.parts_to_lead(hall.centre, days[0])
    return [
        Sheet(
            window,
            "、".join(window.hours or hall.centre.office_hours),
            tuple(_day(hall, window, day, plan, parts, now) for day in days),
        )
        for window in hall.windows()
    ]


def _day(
    hall: Hall, window: Window, day: date, plan: Plan, parts: dict[str, str], now: datetime
) -> Day:
    begins = datetime.combine(day, time.min, hall.zone)
    ends = begins + ONE_DAY
    hours = rota_keeping.sessions_of(window, hall.centre, day)
    sessions = [
        (datetime.combine(day, a, hall.zone), datetime.combine(day, b, hall.zone)) for a, b in hours
    ]
    found = stretches(_of_that_day(plan, begins, ends), window.pk, begins, ends, sessions)
    today = hall.calendar.local(now).date()
    return Day(
        day=day,
        number=f"{day.month}月{day.day}日",
        weekday=f"周{WEEKDAYS[day.weekday()]}",
        why_off="" if hall.calendar.works(day) else hall.calendar.why_off(day),
        lines=tuple(_line(stretch, hall, parts) for stretch in found),
        is_today=day == today,
        is_past=day < today,
    )


def _of_that_day(plan: Plan, begins: datetime, ends: datetime) -> Plan:
    return Plan(
        [turn for turn in plan.turns if turn.begins < ends and begins < turn.until],
        plan.away,
        plan.stand_ins,
    )


def _line(stretch: Stretch, hall: Hall, parts: dict[str, str]) -> Line:
    missing = "、".join(directory.name_of(name) for name in dict.fromkeys(stretch.missing))
    return Line(
        span_words(stretch.begins, stretch.until, hall),
        tuple(_who(one, parts) for one in stretch.standing),
        stretch.is_gap,
        missing,
    )


def _who(one: Standing, parts: dict[str, str]) -> Who:
    instead = directory.name_of(one.instead_of) if one.instead_of else ""
    return Who(directory.name_of(one.username), parts.get(one.part, ""), instead)


def span_words(begins: datetime, until: datetime, hall: Hall) -> str:
    """``09:00–12:00``; midnight at the end of a day is 24:00."""
    start, end = hall.calendar.local(begins), hall.calendar.local(until)
    clock = "24:00" if end.time() == time.min else f"{end:%H:%M}"
    return f"{start:%H:%M}–{clock}"


def week_of(day: date) -> list[date]:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def month_of(day: date) -> list[date]:
    """The weeks that the month touches, whole."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - ONE_DAY
    begin, end = week_of(first)[0], week_of(last)[-1]
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
