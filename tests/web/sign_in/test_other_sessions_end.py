"""别处登录着的: whoever came in by less, or by a lost paper, is out when this changes."""

from __future__ import annotations

import pytest
from django.contrib.auth.base_user import AbstractBaseUser

from bancheng.people.models import User
from tests.casework.hall import PASSWORD
from tests.web.sign_in.somebody import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/account/second-step"


def elsewhere(chen: Somebody) -> Somebody:
    """The same person's account in another browser, signed in as it is asked now."""
    other = Somebody("chen", chen.clock)
    if chen.codes:
        other.phone = chen.phone
        other.signs_in()
    else:
        other.password()
    assert other.is_in()
    return other


def test_setting_it_up_ends_the_others_and_keeps_this_one(plain: Somebody) -> None:
    other = elsewhere(plain)
    before = plain.client.session.session_key
    plain.sets_up()
    assert plain.is_in()
    assert plain.client.session.session_key != before
    assert not other.is_in()
    assert other.client.get("/account/").status_code == 302


def test_a_set_up_that_is_only_begun_ends_nothing(plain: Somebody) -> None:
    other = elsewhere(plain)
    plain.sends(ADDRESS, do="begin")
    assert plain.sends(ADDRESS, do="confirm", code="000000").status_code == 422
    assert other.is_in()
    assert plain.is_in()


def test_new_recovery_codes_end_the_others(chen: Somebody) -> None:
    chen.signs_in()
    other = elsewhere(chen)
    assert chen.sends(ADDRESS, do="codes").status_code == 200
    assert chen.is_in()
    assert not other.is_in()


def test_switching_it_off_ends_the_others(chen: Somebody) -> None:
    chen.signs_in()
    other = elsewhere(chen)
    chen.clock.pass_by(seconds=60)
    sent = chen.sends(ADDRESS, do="off", password=PASSWORD, code=chen.now())
    assert sent["Location"] == "/account/"
    assert "别处登录着的已经退出" in chen.reads("/account/")
    assert not other.is_in()


def test_an_administrator_who_ends_it_ends_every_session_of_that_person_alone(
    chen: Somebody, keeper: Somebody
) -> None:
    chen.signs_in()
    other = elsewhere(chen)
    assert keeper.sends("/staff/chen/", do="end-second-step").status_code == 302
    assert (chen.is_in(), other.is_in(), keeper.is_in()) == (False, False, True)


def test_a_first_step_taken_before_is_worth_nothing_after(chen: Somebody) -> None:
    chen.signs_in()
    half = Somebody("chen", chen.clock)
    half.password()
    chen.sends(ADDRESS, do="codes")
    chen.clock.pass_by(seconds=60)
    assert half.code(chen.now())["Location"] == "/sign-in"
    assert not half.is_in()


def test_who_never_ended_a_session_is_looked_up_as_before(plain: Somebody, user: User) -> None:
    assert user.sessions_ended == 0
    assert user.get_session_auth_hash() == AbstractBaseUser.get_session_auth_hash(user)
