"""预警时间: the moment a limit's length before a due time, when a warning should be seen.

A warning that appears at midnight or on a Sunday warns nobody: whatever is counted in days
lands on a working day, within its office hours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bancheng.core.calendar.due import months_on
from bancheng.core.calendar.limit import Limit, Unit
from bancheng.core.calendar.work_calendar import ONE_DAY, CalendarError, WorkCalendar


def earlier(calendar: WorkCalendar, at: datetime, limit: Limit) -> datetime:
    """`limit` before `at` (aware). `until done` has no length and raises CalendarError."""
    here = calendar.local(at)
    match limit.unit:
        case Unit.MINUTES | Unit.HOURS:
            length = timedelta(**{limit.unit.value: limit.count})
            return (here.astimezone(UTC) - length).astimezone(calendar.zone)
        case Unit.OFFICE_HOURS:
            return _office_hours_before(calendar, here, timedelta(hours=limit.count))
        case Unit.SAME_WORKING_DAY:
            return calendar.opens_at(calendar.roll(here.date(), -1))
        case Unit.UNTIL_DONE:
            raise CalendarError("“直至办结”没有长短，不能用作提前量")
    return _within_hours(
        calendar, _DAYS_BEFORE[limit.unit](calendar, here.date(), limit.count), here
    )


def _within_hours(calendar: WorkCalendar, day: date, here: datetime) -> datetime:
    same_clock = calendar.at(day, here.timetz().replace(tzinfo=None))
    return min(max(same_clock, calendar.opens_at(day)), calendar.closes_at(day))


def _office_hours_before(calendar: WorkCalendar, at: datetime, left: timedelta) -> datetime:
    for opens, closes in calendar.sessions_before(at):
        ends = min(closes, at)
        if ends - opens >= left:
            return ends - left
        left -= ends - opens
    raise AssertionError("sessions_before never ends")


_DAYS_BEFORE: dict[Unit, Callable[[WorkCalendar, date, int], date]] = {
    Unit.WORKING_DAYS: lambda calendar, day, n: calendar.step(day, -n),
    Unit.CALENDAR_DAYS: lambda calendar, day, n: calendar.roll(day - n * ONE_DAY, -1),
    Unit.MONTHS: lambda calendar, day, n: calendar.roll(months_on(day, -n), -1),
}
