"""Warnings before a due time land where somebody sees them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.calendar import CHINA, DEFAULT, CalendarError, Limit, due_time, earlier
from bancheng.library.calendars import work_calendar

CALENDAR = work_calendar(DEFAULT)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("limit", "due", "expected"),
    [
        ("1 working day", "2026-11-23T17:00", "2026-11-20T17:00"),
        ("1 working day", "2026-11-22T03:00", "2026-11-20T09:00"),
        ("1 working day", "2026-11-23T20:30", "2026-11-20T17:00"),
        ("2 hours", "2026-11-23T09:00", "2026-11-23T07:00"),
        ("30 minutes", "2026-11-23T17:00", "2026-11-23T16:30"),
        ("2 office hours", "2026-11-23T10:00", "2026-11-20T16:00"),
        ("4 office hours", "2026-11-23T17:00", "2026-11-23T13:00"),
        ("5 office hours", "2026-11-23T17:00", "2026-11-23T11:00"),
        ("same working day", "2026-11-23T17:00", "2026-11-23T09:00"),
        ("same working day", "2026-11-22T17:00", "2026-11-20T09:00"),
        ("2 calendar days", "2026-11-24T17:00", "2026-11-20T17:00"),
        ("1 month", "2026-03-31T17:00", "2026-02-28T17:00"),
    ],
)
def test_a_warning_comes_its_length_before_the_due_time(
    limit: str, due: str, expected: str
) -> None:
    assert earlier(CALENDAR, at(due), Limit.parse(limit)) == at(expected)


def test_until_done_has_no_length_to_go_back() -> None:
    with pytest.raises(CalendarError, match="直至办结"):
        earlier(CALENDAR, at("2026-11-23T17:00"), Limit.parse("until done"))


@given(
    st.datetimes(datetime(2008, 1, 1), datetime(2026, 11, 30)),  # noqa: DTZ001 - bare bounds
    st.integers(1, 40),
)
def test_office_hours_back_and_forth_meet_again(bare: datetime, hours: int) -> None:
    limit = Limit.parse(f"{hours} office hours")
    due = due_time(limit, bare.replace(tzinfo=CHINA), CALENDAR).due
    assert due is not None
    assert due_time(limit, earlier(CALENDAR, due, limit), CALENDAR).due == due
