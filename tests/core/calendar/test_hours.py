"""Office hours: lunch breaks, other hours on a weekday, dated half days."""

from datetime import date, time

import pytest

from bancheng.core.calendar import DEFAULT, HoursError, OfficeHours, Session

MORNING = (Session(time(8, 30), time(11, 30)),)


def test_the_default_day_has_a_lunch_break() -> None:
    assert [str(session) for session in DEFAULT.on(date(2026, 11, 18))] == [
        "09:00-12:00",
        "13:00-17:00",
    ]


def test_a_weekday_may_have_hours_of_its_own() -> None:
    hours = OfficeHours(DEFAULT.sessions, weekdays={4: MORNING})
    assert hours.on(date(2026, 11, 20)) == MORNING
    assert hours.on(date(2026, 11, 19)) == DEFAULT.sessions


def test_a_dated_shift_replaces_that_weekdays_hours() -> None:
    evening = (Session(time(14), time(20)),)
    hours = OfficeHours(
        DEFAULT.sessions, weekdays={4: MORNING}, dated={date(2026, 11, 20): evening}
    )
    assert hours.on(date(2026, 11, 20)) == evening
    assert hours.on(date(2026, 11, 27)) == MORNING


@pytest.mark.parametrize(
    "text", ["", "9-12", "12:00-09:00", "09:00-09:00", "09:00-12:00,11:00-17:00", "09:00"]
)
def test_hours_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(HoursError, match="办公时间"):
        OfficeHours.parse(text)


def test_a_day_without_any_session_is_refused_since_limits_end_at_its_close() -> None:
    with pytest.raises(HoursError, match="闭厅请在日历里登记"):
        OfficeHours(DEFAULT.sessions, dated={date(2026, 11, 20): ()})


def test_an_eighth_weekday_is_refused() -> None:
    with pytest.raises(HoursError, match="星期"):
        OfficeHours(DEFAULT.sessions, weekdays={7: MORNING})
