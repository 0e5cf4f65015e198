"""Due times by unit, on the real notices, with the default hall hours."""

from datetime import UTC, date, datetime, time

import pytest

from bancheng.core.calendar import (
    CHINA,
    DEFAULT,
    ClosedHours,
    DayMark,
    Layer,
    Limit,
    OfficeHours,
    Session,
    Unsettled,
    WorkCalendar,
    due_time,
)
from bancheng.library.calendars import work_calendar


@pytest.fixture(scope="module")
def national() -> WorkCalendar:
    return work_calendar(DEFAULT)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def due(
    limit: str, start: str, calendar: WorkCalendar, closed_hours: ClosedHours = "count"
) -> str | None:
    found = due_time(Limit.parse(limit), at(start), calendar, closed_hours)
    if found.due is None:
        return None
    return found.due.strftime("%Y-%m-%dT%H:%M") + "?" * found.provisional


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        ("1 working day", "2026-09-24T10:00", "2026-09-28T17:00"),
        ("5 working days", "2026-09-30T16:59", "2026-10-13T17:00"),
        ("5 working days", "2026-02-13T09:00", "2026-02-27T17:00"),
        ("5 working days", "2026-12-28T10:00", "2027-01-05T17:00?"),
        ("3 working days", "2024-05-10T11:00", "2024-05-14T17:00"),
        ("4 hours", "2026-11-20T16:30", "2026-11-20T20:30"),
        ("24 hours", "2026-11-20T16:30", "2026-11-21T16:30"),
        ("48 hours", "2026-11-20T16:30", "2026-11-22T16:30"),
        ("same working day", "2026-11-20T17:01", "2026-11-23T17:00"),
        ("3 working days", "2026-04-30T12:00", "2026-05-08T17:00"),
        ("2 working days", "2026-04-30T12:00", "2026-05-07T17:00"),
        ("4 working days", "2026-10-09T08:00", "2026-10-14T17:00"),
        ("5 working days", "2026-10-09T08:00", "2026-10-15T17:00"),
    ],
)
def test_the_promised_table_holds(
    limit: str, start: str, expected: str, national: WorkCalendar
) -> None:
    assert due(limit, start, national) == expected


def test_a_make_up_saturday_counts(national: WorkCalendar) -> None:
    found = due_time(Limit.parse("1 working day"), at("2026-10-09T10:00"), national)
    assert found.counted == (date(2026, 10, 10),)
    assert found.due == at("2026-10-10T17:00")


def test_the_extended_spring_festival_of_2020_ends_on_its_monday(national: WorkCalendar) -> None:
    assert due("1 working day", "2020-01-23T10:00", national) == "2020-02-03T17:00"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-20T00:00", "2026-11-20T17:00"),
        ("2026-11-20T16:59", "2026-11-20T17:00"),
        ("2026-11-20T17:00", "2026-11-23T17:00"),
        ("2026-11-21T10:00", "2026-11-23T17:00"),
        ("2026-10-10T16:00", "2026-10-10T17:00"),
    ],
)
def test_same_working_day_means_the_close_of_the_day_if_it_is_not_over(
    start: str, expected: str, national: WorkCalendar
) -> None:
    assert due("same working day", start, national) == expected


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        ("4 office hours", "2026-11-20T09:00", "2026-11-20T14:00"),
        ("3 office hours", "2026-11-20T09:00", "2026-11-20T12:00"),
        ("4 office hours", "2026-11-20T16:30", "2026-11-23T13:30"),
        ("4 office hours", "2026-11-20T12:30", "2026-11-20T17:00"),
        ("1 office hour", "2026-11-21T12:30", "2026-11-23T10:00"),
        ("7 office hours", "2026-11-20T18:00", "2026-11-23T17:00"),
        ("70 office hours", "2026-11-20T18:00", "2026-12-04T17:00"),
    ],
)
def test_office_hours_pause_at_lunch_at_night_and_on_rest_days(
    limit: str, start: str, expected: str, national: WorkCalendar
) -> None:
    assert due(limit, start, national) == expected


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        ("4 hours", "2026-11-20T16:30", "2026-11-23T09:00"),
        ("4 hours", "2026-11-20T10:30", "2026-11-20T14:30"),
        ("90 minutes", "2026-11-20T11:00", "2026-11-20T13:00"),
        ("24 hours", "2026-11-19T17:00", "2026-11-20T17:00"),
        ("1 hour", "2026-11-20T11:00", "2026-11-20T12:00"),
        ("24 hours", "2026-11-20T17:00", "2026-11-23T09:00"),
        ("24 hours", "2026-12-31T10:00", "2027-01-04T09:00?"),
    ],
)
def test_a_hall_may_let_hours_end_at_its_next_opening(
    limit: str, start: str, expected: str, national: WorkCalendar
) -> None:
    assert due(limit, start, national, "next_opening") == expected


@pytest.mark.parametrize("limit", ["5 working days", "same working day", "4 office hours"])
def test_only_natural_hours_are_moved_to_the_next_opening(
    limit: str, national: WorkCalendar
) -> None:
    parsed, start = Limit.parse(limit), at("2026-11-20T10:00")
    moved = due_time(parsed, start, national, "next_opening")
    assert moved == due_time(parsed, start, national)


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        ("15 calendar days", "2026-11-20T16:01", "2026-12-07T17:00"),
        ("15 calendar days", "2026-09-16T10:00", "2026-10-08T17:00"),
        ("1 calendar day", "2026-11-18T23:00", "2026-11-19T17:00"),
        ("1 month", "2026-01-31T10:00", "2026-02-28T17:00"),
        ("1 month", "2024-01-31T10:00", "2024-02-29T17:00"),
        ("2 months", "2026-08-31T10:00", "2026-11-02T17:00"),
        ("2 months", "2026-11-20T10:00", "2027-01-20T17:00?"),
        ("12 months", "2025-03-31T10:00", "2026-03-31T17:00"),
    ],
)
def test_calendar_days_and_months_roll_off_rest_days_to_a_close(
    limit: str, start: str, expected: str, national: WorkCalendar
) -> None:
    assert due(limit, start, national) == expected


def test_until_done_has_no_due_time_and_is_never_provisional(national: WorkCalendar) -> None:
    found = due_time(Limit.parse("until done"), at("2027-03-01T10:00"), national)
    assert found.due is None
    assert not found.provisional


@pytest.mark.parametrize("limit", ["24 hours", "90 minutes"])
def test_natural_hours_do_not_ask_the_calendar_and_are_never_provisional(
    limit: str, national: WorkCalendar
) -> None:
    found = due_time(Limit.parse(limit), at("2027-03-01T10:00"), national)
    assert not found.provisional
    assert found.counted == found.skipped == ()


def test_a_limit_ending_before_the_unpublished_year_is_settled(national: WorkCalendar) -> None:
    assert due("3 working days", "2026-12-28T10:00", national) == "2026-12-31T17:00"
    assert due("4 working days", "2026-12-28T10:00", national) == "2027-01-04T17:00?"


def test_an_unpublished_year_knows_weekends_and_the_fixed_days_of_the_law(
    national: WorkCalendar,
) -> None:
    off = [date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2), date(2027, 10, 1),
           date(2027, 10, 2), date(2027, 10, 3)]  # fmt: skip
    assert not any(national.works(day) for day in off)
    # no lunar date is guessed: the Spring Festival of 2027 falls on 6 February, a Saturday
    assert all(national.works(date(2027, 2, day)) for day in (5, 8, 9, 10, 11, 12))
    mark = national.mark(date(2027, 5, 2))
    assert mark is not None
    assert "795" in mark.cites


def test_before_2008_the_law_gave_three_days_in_may(national: WorkCalendar) -> None:
    assert [national.works(date(2006, 5, day)) for day in (1, 2, 3, 4)] == [False] * 3 + [True]


def test_a_half_day_ends_at_its_own_close() -> None:
    half = OfficeHours(DEFAULT.sessions, dated={date(2026, 11, 20): (Session(time(9), time(12)),)})
    calendar = work_calendar(half)
    assert due("1 working day", "2026-11-19T10:00", calendar) == "2026-11-20T12:00"
    assert due("same working day", "2026-11-20T12:00", calendar) == "2026-11-23T17:00"
    assert due("4 office hours", "2026-11-20T11:00", calendar) == "2026-11-23T12:00"


def test_a_hall_closed_for_a_day_gives_that_day_back() -> None:
    closed = Layer("停电", {date(2026, 11, 20): DayMark(False, "停电闭厅", "中心公告")})
    found = due_time(
        Limit.parse("1 working day"),
        at("2026-11-19T10:00"),
        work_calendar(DEFAULT, closures=closed),
    )
    assert found.due == at("2026-11-23T17:00")
    assert found.skipped[0] == (date(2026, 11, 20), "停电闭厅")


def test_a_layer_that_awaits_its_notice_makes_the_due_time_provisional() -> None:
    span = Unsettled(date(2026, 11, 20), date(2026, 11, 20), "某地放假通知")
    calendar = work_calendar(DEFAULT, closures=Layer("某地", {}, (span,)))
    assert due("1 working day", "2026-11-18T10:00", calendar) == "2026-11-19T17:00"
    assert due("2 working days", "2026-11-18T10:00", calendar) == "2026-11-20T17:00?"


def test_a_start_in_another_zone_is_the_same_moment(national: WorkCalendar) -> None:
    # 2026-11-20 01:00 in China: the count begins on the 20th, not on UTC's 19th
    start = datetime(2026, 11, 19, 17, tzinfo=UTC)
    found = due_time(Limit.parse("1 working day"), start, national)
    assert found.due == at("2026-11-23T17:00")
    assert found.start.isoformat() == "2026-11-20T01:00:00+08:00"
