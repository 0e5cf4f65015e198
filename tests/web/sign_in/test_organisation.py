"""用单位统一身份登录: who is bound is let in by it, and everybody else as before."""

from __future__ import annotations

import sys

import pytest
from django.test import Client
from pytest_django import Settings

from bancheng.identity.models import Link
from bancheng.identity.organisation import service as known
from bancheng.people.appoint import disable
from bancheng.people.models import User
from tests.casework.hall import PASSWORD
from tests.identity.organisation import Service
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.sign_in.somebody import Somebody
from tests.web.sign_in.there_and_back import goes_there, is_in, signs_in

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_who_is_bound_signs_in_by_it(bound: User, service: Service) -> None:
    client = Client()
    page = words(client.get("/sign-in"))
    assert "用区政务统一身份登录" in page
    assert signs_in(client)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(bound.pk)
    assert service.asked == ["/.well-known/openid-configuration", "/authorize", "/token", "/keys"]


def test_the_page_that_was_asked_for_comes_after(bound: User, service: Service) -> None:
    client = Client()
    back = goes_there(client, "/sign-in/organisation?next=/account/")
    assert client.get(back)["Location"] == "/account/"
    elsewhere = Client()
    back = goes_there(elsewhere, "/sign-in/organisation?next=https://evil.example/")
    assert elsewhere.get(back)["Location"] == "/"


def test_a_stopped_account_stays_out(bound: User, service: Service) -> None:
    disable(bound)
    client = Client()
    signs_in(client)
    assert "已停用" in words(client.get("/sign-in"))
    assert not is_in(client)


def with_a_second_step(clock: Clock) -> Somebody:
    """Who has set it up and gone out again."""
    chen = Somebody("chen", clock)
    chen.password()
    chen.sets_up()
    chen.leaves()
    return chen


def test_the_second_step_is_asked_for_all_the_same(
    bound: User, service: Service, clock: Clock
) -> None:
    chen = with_a_second_step(clock)
    clock.pass_by(seconds=60)
    assert signs_in(chen.client)["Location"] == "/sign-in/code"
    assert not is_in(chen.client)
    assert chen.code(chen.now())["Location"] == "/"
    assert is_in(chen.client)


def test_unless_the_service_asked_for_one_that_counts(
    bound: User, service: Service, clock: Clock
) -> None:
    chen = with_a_second_step(clock)
    service.amr = ["pwd", "sms"]
    assert signs_in(chen.client)["Location"] == "/sign-in/code"
    service.amr = ["pwd", "otp"]
    assert signs_in(chen.client)["Location"] == "/"
    assert is_in(chen.client)


def test_the_session_key_is_new_and_what_is_kept_is_not_the_subject(
    bound: User, service: Service
) -> None:
    client = Client()
    back = goes_there(client)
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before
    assert "u-1001" not in repr(Link.objects.values_list())


def test_signing_out_ends_the_session_here_and_says_that_the_other_goes_on(
    bound: User, service: Service
) -> None:
    client = Client()
    signs_in(client)
    client.post("/sign-out")
    assert "那边可能还登录着" in words(client.get("/sign-in"))
    assert not is_in(client)


def test_a_service_that_does_not_answer_leaves_the_password(
    bound: User, service: Service, settings: Settings
) -> None:
    settings.PLACES_BY_ENVIRONMENT = ()
    client = Client()
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
    assert "不在可以连的地址里" in words(client.get("/sign-in"))


def test_a_service_that_broke_down_is_left_alone_for_a_while(
    bound: User, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.fault = "breaks down"
    client = Client()
    signs_in(client)
    service.fault, asked = "", len(service.asked)
    assert signs_in(client)["Location"] == "/sign-in"
    assert "连不上" in words(client.get("/sign-in"))
    assert service.asked[asked:] == ["/authorize"], "no call of ours"
    monkeypatch.setattr(known, "LEFT_ALONE_SECONDS", 0)
    assert signs_in(client)["Location"] == "/"


@pytest.mark.usefixtures("clock")
def test_without_the_extra_there_is_no_button_and_everything_else_works(
    bound: User, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jwt", None)
    monkeypatch.delitem(sys.modules, "bancheng.identity.organisation.proof", raising=False)
    client = Client()
    assert "统一身份" not in words(client.get("/sign-in"))
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
    assert client.get("/sign-in/organisation/back?code=1&state=2")["Location"] == "/sign-in"
    client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert client.get("/account/").status_code == 200
    assert "统一身份" not in words(client.get("/account/"))


def test_unless_it_is_set_up_there_is_no_button(user: User, clock: Clock) -> None:
    client = Client()
    assert "统一身份" not in words(client.get("/sign-in"))
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
