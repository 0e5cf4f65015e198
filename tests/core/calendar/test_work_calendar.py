"""Layers of days, openings, steps."""

from datetime import date, datetime, timedelta

import pytest

from bancheng.core.calendar import (
    CHINA,
    DEFAULT,
    CalendarError,
    DayMark,
    Layer,
    Unsettled,
    WorkCalendar,
)

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)


def calendar(*layers: Layer) -> WorkCalendar:
    return WorkCalendar(layers, [2026], DEFAULT)


def layer(name: str, day: date, works: bool) -> Layer:
    return Layer(name, {day: DayMark(works, name, f"{name}通知")})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def test_without_any_layer_the_plain_week_holds() -> None:
    plain = calendar()
    assert plain.works(FRIDAY)
    assert not plain.works(SATURDAY)
    assert plain.mark(SATURDAY) is None
    assert plain.why_off(SATURDAY) == "周末"


def test_each_later_layer_overrides_the_earlier_ones() -> None:
    country = calendar(layer("调休", SATURDAY, True))
    region = country.with_layer(layer("节日", SATURDAY, False))
    hall = region.with_layer(layer("加班", SATURDAY, True))
    assert [c.works(SATURDAY) for c in (country, region, hall)] == [True, False, True]
    mark = hall.mark(SATURDAY)
    assert mark is not None
    assert mark.cites == "加班通知"
    assert region.why_off(SATURDAY) == "节日"


def test_a_step_leaves_its_own_day_out_and_goes_both_ways() -> None:
    plain = calendar()
    assert plain.step(FRIDAY, 1) == MONDAY
    assert plain.step(MONDAY, -1) == FRIDAY
    assert plain.step(SATURDAY, 1) == MONDAY
    assert plain.step(SATURDAY, 0) == SATURDAY
    assert plain.roll(SATURDAY) == MONDAY
    assert plain.roll(FRIDAY) == FRIDAY


def test_working_days_between_counts_the_later_day_and_not_the_earlier() -> None:
    plain = calendar()
    assert plain.working_days_between(FRIDAY, FRIDAY) == 0
    assert plain.working_days_between(FRIDAY, MONDAY) == 1
    assert plain.working_days_between(MONDAY, FRIDAY) == -1
    assert plain.working_days_between(FRIDAY, plain.step(FRIDAY, 17)) == 17


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        ("2026-11-20T08:59", "2026-11-20T09:00"),
        ("2026-11-20T09:00", "2026-11-20T09:00"),
        ("2026-11-20T11:59", "2026-11-20T11:59"),
        ("2026-11-20T12:00", "2026-11-20T13:00"),
        ("2026-11-20T17:00", "2026-11-23T09:00"),
        ("2026-11-21T10:00", "2026-11-23T09:00"),
    ],
)
def test_the_hall_opens_next_when_it_opens(asked: str, opening: str) -> None:
    plain = calendar()
    assert plain.next_opening(at(asked)) == at(opening)
    assert plain.is_open(at(asked)) == (asked == opening)


def test_opening_and_closing_are_told_in_the_calendars_zone() -> None:
    plain = calendar()
    assert plain.opens_at(FRIDAY).isoformat() == "2026-11-20T09:00:00+08:00"
    assert plain.closes_at(FRIDAY).isoformat() == "2026-11-20T17:00:00+08:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(CalendarError, match="时区"):
        calendar().next_opening(datetime(2026, 11, 20, 9))  # noqa: DTZ001 - the point


def test_a_calendar_without_working_days_is_refused_rather_than_searched_for_ever() -> None:
    days = {FRIDAY + timedelta(n): DayMark(False, "错", "错") for n in range(800)}
    with pytest.raises(CalendarError, match="没有工作日"):
        calendar(Layer("错", days)).step(FRIDAY, 1)


def test_a_day_awaits_the_notice_of_its_year_or_of_its_layer() -> None:
    span = Unsettled(FRIDAY, SATURDAY, "某地节日通知")
    open_ended = calendar(Layer("某地", {}, (span,)))
    assert open_ended.awaits(date(2027, 1, 4)) == "2027年放假安排"
    assert open_ended.awaits(SATURDAY) == "某地节日通知"
    assert open_ended.awaits(MONDAY) is None
    assert open_ended.is_published(2026)
    assert not open_ended.is_published(2027)
