"""值班: windows, who is on duty, and the leader of the shift."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bancheng.people.attendance import is_open, unattended
from bancheng.people.directory import holders
from bancheng.people.errors import PeopleError
from bancheng.people.establish import open_window, set_hall_day
from bancheng.people.models import Shift, Window
from bancheng.people.rota import (
    hall_days,
    on_duty,
    put_on_shift,
    take_off_shift,
)
from bancheng.people.seats import roles_at
from tests.people.county import HOURS, County

pytestmark = pytest.mark.database

HOUR = timedelta(hours=1)


@pytest.fixture
def window(county: County) -> Window:
    return open_window(county["east-hall"], "1 号反映窗口", "一楼大厅东侧", phone="0000-1")


def at(hour: int, minute: int = 0) -> datetime:
    """A time of day some days from now, so that nothing has ended yet."""
    day = timezone.localdate() + timedelta(days=3)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.clause("XF-5", "SC-6.1.1")
def test_a_window_has_place_hours_and_phone_and_shows_who_is_on_duty(
    county: County, window: Window
) -> None:
    clerk = county.person("east-hall")
    put_on_shift(window, clerk, at(9), at(12))
    kept = Window.objects.get()
    assert (kept.place, kept.hours, kept.phone) == ("一楼大厅东侧", [], "0000-1")
    assert [shift.user for shift in on_duty(kept, at(9))] == [clerk]
    assert on_duty(kept, at(8, 59)) == []
    assert on_duty(kept, at(12)) == []


@pytest.mark.clause("XF-5")
def test_an_open_window_with_nobody_on_duty_is_named(county: County, window: Window) -> None:
    hall = county["east-hall"]
    put_on_shift(window, county.person("east-hall"), at(9), at(10))
    assert unattended(hall, at(9, 30), HOURS) == []
    assert unattended(hall, at(10, 30), HOURS) == [window]
    assert unattended(hall, at(12, 30), HOURS) == []
    assert unattended(hall, at(10, 30), []) == []


def test_a_window_with_hours_of_its_own_is_open_when_both_are(county: County) -> None:
    early = open_window(county["east-hall"], "早窗口", "门口", hours=["08:00-10:00"])
    assert not is_open(early, at(8, 30), HOURS)
    assert is_open(early, at(9, 30), HOURS)
    assert not is_open(early, at(10), HOURS)


def test_a_window_stands_in_a_centre(county: County) -> None:
    with pytest.raises(PeopleError, match="“青山县人社局”不是"):
        open_window(county["county-labour"], "窗口", "二楼")


def test_a_window_name_is_used_once_a_hall(county: County, window: Window) -> None:
    with pytest.raises(PeopleError, match="已有名为"):
        open_window(window.centre, window.name, "别处")
    assert open_window(county["west-hall"], window.name, "一楼").pk


@pytest.mark.clause("SC-8.2")
def test_leading_a_shift_is_a_function_of_the_shift(county: County, window: Window) -> None:
    first, second = county.person("east-hall"), county.person("east-hall")
    put_on_shift(window, first, at(9), at(12), "shift_leader")
    put_on_shift(window, second, at(13), at(17), "shift_leader")
    assert roles_at(first, "east-hall", at(9)) == {"window", "shift_leader"}
    assert roles_at(first, "east-hall", at(12)) == {"window"}
    assert roles_at(second, "east-hall", at(9)) == {"window"}
    assert roles_at(second, "east-hall", at(16, 59)) == {"window", "shift_leader"}
    leading = [person.username for person in holders("east-hall", "shift_leader", at(10))]
    assert leading == [first.username]


@pytest.mark.clause("SC-8.2")
def test_leading_a_shift_leads_nothing_elsewhere(county: County, window: Window) -> None:
    officer = county.person("county-labour", "department")
    put_on_shift(window, officer, at(9), at(12), "shift_leader")
    assert roles_at(officer, "east-hall", at(10)) == {"department", "shift_leader"}
    assert roles_at(officer, "west-hall", at(10)) == {"department"}


@pytest.mark.clause("SC-8.2")
def test_a_shift_has_one_leader(county: County, window: Window) -> None:
    leader = county.person("east-hall")
    put_on_shift(window, leader, at(9), at(12), "shift_leader")
    with pytest.raises(PeopleError, match=f"已由{leader.name}担任"):
        put_on_shift(window, county.person("east-hall"), at(11), at(13), "shift_leader")
    assert put_on_shift(window, county.person("east-hall"), at(11), at(13)).pk


def test_standing_a_plain_shift_adds_no_role(county: County, window: Window) -> None:
    clerk = county.person("east-hall")
    put_on_shift(window, clerk, at(9), at(12))
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}


def test_nobody_stands_at_two_windows_at_once(county: County, window: Window) -> None:
    other, clerk = open_window(window.centre, "2 号窗口", "西侧"), county.person("east-hall")
    put_on_shift(window, clerk, at(9), at(12))
    with pytest.raises(PeopleError, match="时间重叠"):
        put_on_shift(other, clerk, at(11), at(13))
    assert put_on_shift(other, clerk, at(12), at(13)).pk


def test_only_staff_of_the_centre_stand_there(county: County, window: Window) -> None:
    with pytest.raises(PeopleError, match="没有任职，请先任命再排班"):
        put_on_shift(window, county.person("west-hall"), at(9), at(12))


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "why"),
    [
        (at(12), at(9), "晚于"),
        (at(9), at(9) + timedelta(hours=25), "24 小时"),
        (at(9).replace(tzinfo=None), at(12).replace(tzinfo=None), "时区"),
    ],
)
def test_a_shift_without_sense_is_refused(
    county: County, window: Window, starts_at: datetime, ends_at: datetime, why: str
) -> None:
    with pytest.raises(PeopleError, match=why):
        put_on_shift(window, county.person("east-hall"), starts_at, ends_at)


@pytest.mark.clause("SC-8.2")
def test_what_was_stood_stays_on_record(county: County, window: Window) -> None:
    shift = put_on_shift(window, county.person("east-hall"), at(9), at(12))
    take_off_shift(shift, at(10))
    assert [past.pk for past in on_duty(window, at(9, 59))] == [shift.pk]
    assert on_duty(window, at(10)) == []
    with pytest.raises(PeopleError, match="不再更改"):
        take_off_shift(Shift.objects.get(), at(11))


def test_a_shift_to_come_can_be_struck_and_says_by_whom(county: County, window: Window) -> None:
    leader, clerk = county.person("east-hall"), county.person("east-hall")
    shift = put_on_shift(window, clerk, at(9), at(12), "shift_leader", by=leader)
    take_off_shift(shift, by=leader)
    assert on_duty(window, at(10)) == []
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}
    kept = Shift.objects.get()
    assert (kept.made_by, kept.struck_by) == (leader, leader)
    assert (kept.starts_at, kept.ends_at) == (at(9), at(12))
    assert put_on_shift(window, clerk, at(9), at(12), "shift_leader").pk


def test_a_shift_struck_while_it_runs_counts_until_then(county: County, window: Window) -> None:
    clerk = county.person("east-hall")
    take_off_shift(put_on_shift(window, clerk, at(9), at(12), "shift_leader"), at(10))
    assert roles_at(clerk, "east-hall", at(9, 59)) == {"window", "shift_leader"}
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}
    with pytest.raises(PeopleError, match="时间重叠"):
        put_on_shift(window, clerk, at(9, 30), at(11))
    assert put_on_shift(window, clerk, at(10), at(11)).pk


def test_a_hall_has_days_of_its_own(county: County) -> None:
    hall, day = county["east-hall"], date(2026, 3, 5)
    set_hall_day(hall, day, works=False, reason="停电检修")
    assert (hall_days("east-hall")[day].works, hall_days("west-hall")) == (False, {})
    set_hall_day(hall, day, works=True, reason="半天开放", sessions=["09:00-12:00"])
    assert [d.sessions for d in hall_days(hall).values()] == [["09:00-12:00"]]


def test_a_closed_day_has_no_hours(county: County) -> None:
    with pytest.raises(PeopleError, match="不开放就不填"):
        set_hall_day(
            county["east-hall"],
            date(2026, 3, 5),
            works=False,
            reason="检修",
            sessions=["09:00-12:00"],
        )


def test_a_hall_day_needs_a_reason(county: County) -> None:
    with pytest.raises(PeopleError, match="原因"):
        set_hall_day(county["east-hall"], date(2026, 3, 5), works=False, reason="")
