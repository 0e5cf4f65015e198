"""时限计算: when a limit ends that begins at a given moment.

Civil Code 201: the day something happens on is not counted. 203: the last day ends at the
close of office hours, and a last day that is a rest day moves to the day after it. Hours run
from the moment itself (201, second paragraph), through nights, unless a centre chose that a
limit ending while the hall is shut moves to its next opening.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from bancheng.core.calendar.explain import sentence
from bancheng.core.calendar.limit import Limit, Unit
from bancheng.core.calendar.work_calendar import ONE_DAY, WorkCalendar

ClosedHours = Literal["count", "next_opening"]


@dataclass(frozen=True, slots=True)
class DueTime:
    """A due time and how it came about.

    due: the last moment in time, or None for a limit without one (nobody is late).
    provisional: a day it rests on may still be changed by a notice; `awaiting` names which.
    counted / skipped: the working days and the rest days (with their reason) looked at.
    """

    due: datetime | None
    provisional: bool
    limit: Limit
    start: datetime
    counted: tuple[date, ...] = ()
    skipped: tuple[tuple[date, str], ...] = ()
    awaiting: tuple[str, ...] = ()

    def explain(self, start_act: str = "起算") -> str:
        """One Chinese sentence for the page: how this time was counted from `start_act`."""
        return sentence(self, start_act)


# where the limit ends, and the first and last day the calendar was asked about
_Reach = tuple[datetime, date, date] | tuple[datetime, None, None]
_Rule = Callable[[int, datetime, WorkCalendar], _Reach]


def due_time(
    limit: Limit, start: datetime, calendar: WorkCalendar, closed_hours: ClosedHours = "count"
) -> DueTime:
    """When `limit` ends, begun at `start` (aware); the answer is on the calendar's clock."""
    at = calendar.local(start)
    if limit.unit is Unit.UNTIL_DONE:
        return DueTime(None, False, limit, at)
    due, first, last = _RULES[limit.unit](limit.count, at, calendar)
    if first is None and closed_hours == "next_opening":
        due, first, last = _when_open(due, calendar)
    if first is None or last is None:
        return DueTime(due, False, limit, at)
    return _account(DueTime(due, False, limit, at), first, last, calendar)


def _account(bare: DueTime, first: date, last: date, calendar: WorkCalendar) -> DueTime:
    counted: list[date] = []
    skipped: list[tuple[date, str]] = []
    awaiting: dict[str, None] = {}
    for n in range((last - first).days + 1):
        day = first + n * ONE_DAY
        if calendar.works(day):
            counted.append(day)
        else:
            skipped.append((day, calendar.why_off(day)))
        if notice := calendar.awaits(day):
            awaiting[notice] = None
    return DueTime(
        bare.due, bool(awaiting), bare.limit, bare.start,
        tuple(counted), tuple(skipped), tuple(awaiting),
    )  # fmt: skip


def _natural(length: timedelta, at: datetime) -> datetime:
    """Elapsed time, not clock time: a zone's summer time must not stretch an hour."""
    return (at.astimezone(UTC) + length).astimezone(at.tzinfo)


def _minutes(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    return _natural(timedelta(minutes=count), at), None, None


def _hours(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    return _natural(timedelta(hours=count), at), None, None


def _when_open(due: datetime, calendar: WorkCalendar) -> _Reach:
    """A due time while the hall is shut moves to its opening; the closing minute still counts."""
    first = due.date()
    if calendar.works(first) and any(
        due == calendar.at(first, session.closes) for session in calendar.hours.on(first)
    ):
        return due, first, first
    opening = calendar.next_opening(due)
    return opening, first, opening.date()


def _office_hours(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    left = timedelta(hours=count)
    first = _first_day(at, calendar)
    for opens, closes in calendar.sessions_from(at):
        begins = max(opens, at)
        if closes - begins >= left:
            return begins + left, first, begins.date()
        left -= closes - begins
    raise AssertionError("sessions_from never ends")


def _same_working_day(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    first = _first_day(at, calendar)
    day = calendar.roll(first)
    return calendar.closes_at(day), first, day


def _first_day(at: datetime, calendar: WorkCalendar) -> date:
    """The first day with office hours left; a rest day is looked at, a day after closing not."""
    day = at.date()
    return day + ONE_DAY if calendar.works(day) and at >= calendar.closes_at(day) else day


def _working_days(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    last = calendar.step(at.date(), count)
    return calendar.closes_at(last), at.date() + ONE_DAY, last


def _calendar_days(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    return _rolled(at.date() + count * ONE_DAY, calendar)


def _months(count: int, at: datetime, calendar: WorkCalendar) -> _Reach:
    """Civil Code 202: the corresponding day, or the month's last day where there is none."""
    return _rolled(months_on(at.date(), count), calendar)


def _rolled(nominal: date, calendar: WorkCalendar) -> _Reach:
    last = calendar.roll(nominal)
    return calendar.closes_at(last), nominal, last


def months_on(day: date, count: int) -> date:
    """The same day `count` months on (back if negative), clamped to the month's end."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_RULES: dict[Unit, _Rule] = {
    Unit.MINUTES: _minutes,
    Unit.HOURS: _hours,
    Unit.OFFICE_HOURS: _office_hours,
    Unit.SAME_WORKING_DAY: _same_working_day,
    Unit.WORKING_DAYS: _working_days,
    Unit.CALENDAR_DAYS: _calendar_days,
    Unit.MONTHS: _months,
}
