"""AB角: whoever is away is stood in for, then and there and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bancheng.people.actor import actor_for
from bancheng.people.appoint import appoint, disable, end_post
from bancheng.people.attendance import unattended
from bancheng.people.away import (
    candidates,
    check_substitute,
    come_back,
    gives_nothing_new,
    go_away,
    name_substitute,
    stand_in,
    stop_standing_in,
    substitute_of,
)
from bancheng.people.errors import PeopleError
from bancheng.people.establish import open_window
from bancheng.people.models import ADMINISTRATOR, Absence, Post, StandIn, Substitute, User
from bancheng.people.rota import put_on_shift
from bancheng.people.seats import is_away, posts_at, roles_at, stands_in_for, units_of
from tests.people.county import HOURS, County

pytestmark = pytest.mark.database

ZONE = ZoneInfo("Asia/Shanghai")


def at(hour: int, minute: int = 0, days: int = 3) -> datetime:
    """A time of day some days from now, so that nothing has ended yet."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def post_of(user: User) -> Post:
    return Post.objects.get(user=user)


def leave(
    user: User, substitute: User | None, begins: datetime, ends: datetime, by: User | None = None
) -> Absence:
    """Somebody goes on leave, with somebody in each of their posts."""
    posts = dict.fromkeys(Post.objects.filter(user=user), substitute)
    return go_away(user, begins, ends, "leave", posts, by=by or user, at=timezone.now())


@pytest.mark.clause("SC-8.2")
def test_whoever_stands_in_has_the_role_during_the_absence_only(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    leave(officer, clerk, at(9), at(12))
    assert roles_at(clerk, "east-hall", at(8, 59)) == {"window"}
    assert roles_at(clerk, "east-hall", at(9)) == {"window", "leading_office"}
    assert units_of(clerk, at(9)) == {"east-hall", "east-office"}
    assert stands_in_for(clerk, at(11, 59)) == [officer.username]
    assert roles_at(clerk, "east-hall", at(12)) == {"window"}
    assert units_of(clerk, at(12)) == {"east-hall"}
    assert roles_at(officer, "east-hall", at(10)) == {"leading_office"}
    assert is_away(officer, at(10))


def test_a_substitute_by_rule_has_no_right_until_somebody_is_away(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    name_substitute(post_of(officer), clerk, by=officer, at=timezone.now())
    assert substitute_of(post_of(officer)) == clerk
    assert roles_at(clerk, "east-hall") == {"window"}


def test_naming_another_substitute_ends_the_first_and_keeps_it(county: County) -> None:
    officer = county.person("east-office", "leading_office")
    first, second = county.person("east-hall"), county.person("east-hall")
    for clerk in (first, second, second):
        name_substitute(post_of(officer), clerk, by=officer, at=timezone.now())
    assert substitute_of(post_of(officer)) == second
    kept = [(one.user, one.ended_by) for one in Substitute.objects.order_by("pk")]
    assert kept == [(first, officer), (second, None)]
    name_substitute(post_of(officer), None, by=officer, at=timezone.now())
    assert substitute_of(post_of(officer)) is None


def test_coming_back_early_ends_it_at_once(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    absence = leave(officer, clerk, at(9), at(17))
    come_back(absence, by=officer, at=at(11))
    assert "leading_office" in roles_at(clerk, "east-hall", at(10, 59))
    assert roles_at(clerk, "east-hall", at(11)) == {"window"}
    assert not is_away(officer, at(11))
    with pytest.raises(PeopleError, match="已经结束"):
        come_back(absence, by=officer, at=at(12))


def test_an_absence_called_off_never_was(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    come_back(leave(officer, clerk, at(9), at(17)), by=officer, at=timezone.now())
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}
    assert not is_away(officer, at(10))
    assert leave(officer, clerk, at(9), at(17)).pk


def test_what_somebody_does_for_another_is_not_handed_on(county: County) -> None:
    officer = county.person("east-office", "leading_office")
    second, third = county.person("east-hall"), county.person("east-hall", "centre")
    leave(officer, second, at(9), at(17))
    leave(second, third, at(13), at(17))
    assert "leading_office" in roles_at(second, "east-hall", at(12, 59))
    assert "leading_office" not in roles_at(second, "east-hall", at(13))
    assert roles_at(third, "east-hall", at(14)) == {"centre", "window"}


def test_somebody_else_can_be_named_midway(county: County) -> None:
    officer = county.person("east-office", "leading_office")
    first, second = county.person("east-hall"), county.person("east-hall")
    absence = leave(officer, first, at(9), at(17))
    stand_in(absence, post_of(officer), second, by=officer, at=at(11))
    assert "leading_office" in roles_at(first, "east-hall", at(10, 59))
    assert "leading_office" not in roles_at(second, "east-hall", at(10, 59))
    assert "leading_office" not in roles_at(first, "east-hall", at(11))
    assert "leading_office" in roles_at(second, "east-hall", at(11))
    stop_standing_in(StandIn.objects.get(user=second), by=officer, at=at(15))
    assert "leading_office" not in roles_at(second, "east-hall", at(15))
    with pytest.raises(PeopleError, match="已经结束"):
        stop_standing_in(StandIn.objects.get(user=first), by=officer, at=at(15))


def test_an_ended_post_is_not_stood_in_for(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    leave(officer, clerk, at(9), at(17))
    end_post(post_of(officer))
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}


def test_whoever_has_left_is_not_stood_in_for_and_stands_in_for_nobody(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    leave(officer, clerk, at(9), at(17))
    disable(clerk)
    assert roles_at(clerk, "east-hall", at(10)) == frozenset()
    User.objects.filter(pk=clerk.pk).update(is_active=True)
    disable(officer)
    assert roles_at(clerk, "east-hall", at(10)) == {"window"}


@pytest.mark.clause("SC-8.2")
def test_a_shift_led_by_whoever_is_away_is_led_by_whoever_stands_in(county: County) -> None:
    leader, clerk = county.person("east-hall"), county.person("east-hall")
    window = open_window(county["east-hall"], "一号窗", "一楼")
    put_on_shift(window, leader, at(9), at(12), "shift_leader")
    leave(leader, clerk, at(10), at(17))
    assert roles_at(clerk, "east-hall", at(9, 30)) == {"window"}
    assert roles_at(clerk, "east-hall", at(10)) == {"window", "shift_leader"}
    assert roles_at(clerk, "east-hall", at(12)) == {"window"}


@pytest.mark.clause("XF-5")
def test_an_open_window_whose_people_are_all_away_has_nobody(county: County) -> None:
    first, second = county.person("east-hall"), county.person("east-hall")
    window = open_window(county["east-hall"], "一号窗", "一楼")
    put_on_shift(window, first, at(9), at(12))
    leave(first, second, at(9), at(17))
    assert unattended(county["east-hall"], at(10), HOURS) == []
    leave(second, None, at(11), at(17))
    assert unattended(county["east-hall"], at(10, 59), HOURS) == []
    assert unattended(county["east-hall"], at(11), HOURS) == [window]


def test_nobody_stands_in_at_one_window_while_standing_at_another(county: County) -> None:
    first, second = county.person("east-hall"), county.person("east-hall")
    one = open_window(county["east-hall"], "一号窗", "一楼")
    two = open_window(county["east-hall"], "二号窗", "二楼")
    put_on_shift(one, first, at(9), at(12))
    put_on_shift(two, second, at(9), at(10))
    leave(first, second, at(9), at(17))
    assert unattended(county["east-hall"], at(9, 30), HOURS) == [one]
    assert unattended(county["east-hall"], at(10, 30), HOURS) == [two]


def test_nobody_is_put_on_the_rota_while_away(county: County) -> None:
    clerk = county.person("east-hall")
    window = open_window(county["east-hall"], "一号窗", "一楼")
    leave(clerk, None, at(9), at(12))
    with pytest.raises(PeopleError, match="请假、外出"):
        put_on_shift(window, clerk, at(11), at(13))
    assert put_on_shift(window, clerk, at(12), at(13)).pk


def test_absences_of_one_person_do_not_meet(county: County) -> None:
    clerk = county.person("east-hall")
    leave(clerk, None, at(9), at(12))
    with pytest.raises(PeopleError, match="已登记请假"):
        leave(clerk, None, at(11), at(13))
    assert leave(clerk, None, at(12), at(13)).pk


@pytest.mark.parametrize(
    ("begins", "ends", "why"),
    [
        (at(12), at(9), "晚于"),
        (at(9, days=-3), at(9, days=-1), "已经过去"),
        (at(9), at(9, days=400), "最长一年"),
    ],
)
def test_an_absence_without_sense_is_refused(
    county: County, begins: datetime, ends: datetime, why: str
) -> None:
    with pytest.raises(PeopleError, match=why):
        leave(county.person("east-hall"), None, begins, ends)


def test_an_absence_entered_late_gives_no_right_for_what_is_past(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    absence = leave(officer, clerk, at(0, days=-1), at(9))
    assert absence.starts_at > timezone.now() - timedelta(minutes=2)


def test_who_can_stand_in(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    farmer, colleague = (county.person("east-farming", "department") for _ in range(2))
    stranger, keeper = county.person("west-hall"), county.person("east", ADMINISTRATOR)
    now = timezone.now()
    assert candidates(post_of(officer), now) == [clerk, farmer, colleague]
    assert candidates(post_of(farmer), now) == [colleague, officer, clerk]
    for nobody in (stranger, keeper, farmer, county.person()):
        with pytest.raises(PeopleError):
            check_substitute(post_of(farmer), nobody, now)
    with pytest.raises(PeopleError, match="管理员不设"):
        check_substitute(post_of(keeper), clerk, now)
    assert gives_nothing_new(post_of(farmer), colleague, now)
    assert not gives_nothing_new(post_of(farmer), clerk, now)


def test_an_administrator_stands_in_for_nobody_whatever_the_table_says(county: County) -> None:
    officer, keeper = county.person("east-office", "leading_office"), county.person("east-hall")
    leave(officer, keeper, at(9), at(17))
    end_post(post_of(keeper))
    appoint(keeper, county["east"], ADMINISTRATOR)
    assert roles_at(keeper, "east-hall", at(10)) == frozenset()


def test_posts_of_ones_own_stay_apart_from_those_stood_in_for(county: County) -> None:
    officer, clerk = county.person("east-office", "leading_office"), county.person("east-hall")
    leave(officer, clerk, at(9), at(17))
    assert [post.role for post in posts_at(clerk, "east-hall", at(10))] == ["window"]
    actor = actor_for(clerk, "east-hall", at=at(10))
    assert (actor.unit, actor.roles) == ("east-hall", frozenset({"window"}))
    (instead,) = actor.stand_ins
    assert (instead.user, instead.unit, instead.roles, instead.substitute_for) == (
        clerk.username,
        "east-office",
        frozenset({"leading_office"}),
        officer.username,
    )
    assert actor_for(clerk, "east-hall", at=at(8)).stand_ins == ()
