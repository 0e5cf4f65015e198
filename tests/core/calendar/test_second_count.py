"""A second count, written differently: it reads the YAML itself and walks minutes or day lists.

It shares no code with the calendar it judges.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.calendar import CHINA, DEFAULT, Limit, due_time
from bancheng.library.calendars import work_calendar

CALENDARS = Path(__file__).resolve().parents[3] / "calendars"
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
CALENDAR = work_calendar(DEFAULT)


@cache
def working_days() -> list[date]:
    """All working days from the raw files; 2027 as the law fixes it without a notice."""
    off, on = {date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2)}, set()
    off |= {date(2027, 10, day) for day in (1, 2, 3)}
    for file in CALENDARS.glob("2*.yaml"):
        year = yaml.safe_load(file.read_text(encoding="utf-8"))
        off |= {day for days in year["rest"].values() for day in days}
        on |= {day for days in year["work"].values() for day in days}
    every = [FIRST + timedelta(n) for n in range((date(2027, 12, 31) - FIRST).days + 1)]
    week = {day for day in every if day.strftime("%a") not in ("Sat", "Sun")}
    return sorted((week - off) | on)


@cache
def worked() -> frozenset[date]:
    return frozenset(working_days())


def open_minute(minute: datetime) -> bool:
    hour = minute.hour
    return minute.date() in worked() and (9 <= hour < 12 or 13 <= hour < 17)


def close(day: date) -> datetime:
    return datetime.combine(day, time(17), CHINA)


starts = st.datetimes(
    datetime.combine(FIRST, time()),
    datetime.combine(LAST, time(23, 59)),
).map(lambda at: at.replace(second=0, microsecond=0, tzinfo=CHINA))


def due(limit: str, start: datetime) -> datetime | None:
    return due_time(Limit.parse(limit), start, CALENDAR).due


@given(starts, st.integers(1, 60))
def test_working_days_agree_with_a_list_of_days(start: datetime, count: int) -> None:
    after = [day for day in working_days() if day > start.date()]
    found = due_time(Limit.parse(f"{count} working days"), start, CALENDAR)
    assert found.due == close(after[count - 1])
    assert list(found.counted) == after[:count]
    assert found.provisional == (after[count - 1].year == 2027)
    span = (after[count - 1] - start.date()).days
    assert len(found.counted) + len(found.skipped) == span


@given(starts, st.integers(1, 16))
def test_office_hours_agree_with_a_walk_minute_by_minute(start: datetime, hours: int) -> None:
    minutes = (start + timedelta(minutes=n) for n in range(60 * 24 * 40))
    last = list(islice(filter(open_minute, minutes), hours * 60))[-1]
    assert due(f"{hours} office hours", start) == last + timedelta(minutes=1)


@given(starts)
def test_the_same_working_day_is_the_first_close_after_the_start(start: datetime) -> None:
    assert due("same working day", start) == next(
        close(day) for day in working_days() if close(day) > start
    )


@given(starts, st.integers(1, 90))
def test_calendar_days_end_on_the_first_worked_day_from_the_last_one(
    start: datetime, count: int
) -> None:
    nominal = start.date() + timedelta(days=count)
    expected = close(next(day for day in working_days() if day >= nominal))
    assert due(f"{count} calendar days", start) == expected


@given(starts, st.integers(1, 6))
def test_months_end_on_the_same_day_or_the_months_last(start: datetime, count: int) -> None:
    year, month = start.year, start.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    nominal = next(
        day
        for number in range(start.day, 0, -1)
        for day in [_date(year, month, number)]
        if day is not None
    )
    expected = close(next(day for day in working_days() if day >= nominal))
    assert due(f"{count} months", start) == expected


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@given(starts, st.integers(1, 100))
def test_natural_hours_are_elapsed_hours(start: datetime, hours: int) -> None:
    found = due(f"{hours} hours", start)
    assert found is not None
    assert found.timestamp() - start.timestamp() == hours * 3600


LIMITS = ["30 minutes", "24 hours", "4 office hours", "same working day", "5 working days",
          "15 calendar days", "1 month"]  # fmt: skip


@given(starts, st.integers(0, 60 * 24 * 20), st.sampled_from(LIMITS), st.booleans())
def test_a_later_start_is_never_due_earlier(
    start: datetime, minutes: int, limit: str, opening: bool
) -> None:
    later = start + timedelta(minutes=minutes)
    first, second = (
        due_time(Limit.parse(limit), at, CALENDAR, "next_opening" if opening else "count").due
        for at in (start, later)
    )
    assert first is not None
    assert second is not None
    assert start < first <= second
