"""任职: accounts and appointments, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.utils import timezone
from pytest_django import Settings

from bancheng.people.appoint import appoint, create_user, disable, end_post, reset_password
from bancheng.people.errors import PeopleError
from bancheng.people.establish import change_unit
from bancheng.people.models import ADMINISTRATOR, Post, User
from tests.people.county import County

pytestmark = pytest.mark.database

ROLES = frozenset({"window", "department"})


@pytest.mark.clause("SC-6.2.1")
def test_a_role_the_standard_does_not_know_is_refused(county: County) -> None:
    with pytest.raises(PeopleError, match=r"没有“chief”这一职责，可选：administrator、department"):
        appoint(county.person(), county["east-hall"], "chief", known_roles=ROLES)
    assert not Post.objects.exists()


def test_an_administrator_is_known_everywhere(county: County) -> None:
    assert appoint(county.person(), county["county"], ADMINISTRATOR, known_roles=ROLES).pk


def test_a_malformed_role_is_refused(county: County) -> None:
    with pytest.raises(PeopleError, match="写法不对"):
        appoint(county.person(), county["east-hall"], "窗口")


def test_nobody_has_the_same_post_twice(county: County) -> None:
    user = county.person("east-hall", "window")
    with pytest.raises(PeopleError, match="已有这项职责"):
        appoint(user, county["east-hall"], "window")


def test_a_post_may_begin_again_after_it_ended(county: County) -> None:
    user = county.person("east-hall", "window")
    end_post(Post.objects.get(user=user))
    assert appoint(user, county["east-hall"], "window").pk


@pytest.mark.parametrize(
    ("first", "second"), [("window", ADMINISTRATOR), (ADMINISTRATOR, "window")]
)
def test_nobody_is_administrator_and_part_of_cases(county: County, first: str, second: str) -> None:
    user = county.person("east-hall", first)
    with pytest.raises(PeopleError, match="系统管理员不经手工单"):
        appoint(user, county["west-hall"], second)


def test_a_later_change_of_sides_is_allowed(county: County) -> None:
    user, today = county.person(), timezone.localdate()
    week = today + timedelta(days=7)
    appoint(user, county["east-hall"], "window", today, week)
    assert appoint(user, county["county"], ADMINISTRATOR, week).pk


def test_a_region_is_no_place_to_work_at(county: County) -> None:
    with pytest.raises(PeopleError, match="“柳河镇”是地区"):
        appoint(county.person(), county["east"], "leading_group")


def test_nobody_is_appointed_to_a_unit_no_longer_in_use(county: County) -> None:
    unit = change_unit(county["east-farming"], active=False)
    with pytest.raises(PeopleError, match="已停用"):
        appoint(county.person(), unit, "department")


def test_nobody_who_has_left_is_appointed(county: County) -> None:
    user = county.person()
    disable(user)
    with pytest.raises(PeopleError, match="账号已停用"):
        appoint(user, county["east-hall"], "window")


def test_a_post_ends_after_it_begins(county: County) -> None:
    day = date(2026, 3, 2)
    with pytest.raises(PeopleError, match="结束日期要晚于开始日期"):
        appoint(county.person(), county["east-hall"], "window", day, day)


def test_a_post_ends_once(county: County) -> None:
    user = county.person("east-hall")
    post = end_post(Post.objects.get(user=user))
    with pytest.raises(PeopleError, match="结束，不用再办"):
        end_post(post)


def test_a_post_not_begun_yet_can_be_taken_back(county: County) -> None:
    later = timezone.localdate() + timedelta(days=5)
    post = end_post(appoint(county.person(), county["east-hall"], "window", later))
    assert post.until_on == later
    assert not post.in_force(later)


@pytest.mark.parametrize(
    "username", ["", "a", "张三", "13900000000", "Anna", "a b", "a\n", "x" * 41, "system"]
)
def test_a_user_name_that_cannot_be_sealed_is_refused(db: None, username: str) -> None:
    with pytest.raises(PeopleError) as refused:
        create_user(username, "甲")
    assert refused.value.field == "username"
    assert not User.objects.exists()


def test_a_user_name_is_given_once(db: None) -> None:
    create_user("anyone", "甲")
    with pytest.raises(PeopleError, match="已有人用"):
        create_user("anyone", "乙")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short1234", "10"),
        ("qwertyuiop", "常见"),
        ("4820571936", "数字"),
        ("anyone-here", "登录名"),
        ("x" * 201, "太长"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(db: None, password: str, why: str) -> None:
    with pytest.raises(PeopleError, match=why) as refused:
        create_user("anyone-here", "甲", password)
    assert refused.value.field == "password"


def test_passwords_are_kept_as_argon2(db: None, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = create_user("anyone", "甲", "a-Quiet-river-7")
    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password("a-Quiet-river-7")


def test_a_password_reset_by_another_is_changed_at_the_next_sign_in(db: None) -> None:
    user = create_user("anyone", "甲", "a-Quiet-river-7", must_change_password=False)
    reset_password(user, "another-River-8")
    kept = User.objects.get()
    assert kept.must_change_password
    assert kept.check_password("another-River-8")
