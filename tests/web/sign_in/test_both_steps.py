"""两步: nobody is in before both, and what waits between them is worth nothing else."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from bancheng.identity.models import Factor
from bancheng.people.appoint import disable
from bancheng.people.models import User
from tests.casework.hall import PASSWORD
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_after_both_steps_one_is_in(chen: Somebody) -> None:
    assert chen.password()["Location"] == "/sign-in/code"
    assert chen.code(chen.now())["Location"] == "/"
    assert chen.is_in()


def test_after_the_password_alone_nobody_is_in(chen: Somebody) -> None:
    chen.password()
    assert "_auth_user_id" not in chen.client.session
    for address in ("/", "/account/", "/password", "/account/second-step"):
        assert chen.client.get(address)["Location"].startswith("/sign-in"), address


def test_a_code_without_a_password_is_worth_nothing(chen: Somebody) -> None:
    answer = chen.code(chen.now())
    assert answer["Location"] == "/sign-in"
    assert not chen.is_in()
    assert Factor.objects.get().last_step < chen.clock.now.timestamp() // 30 - 1


def test_the_session_key_is_new_after_each_step(chen: Somebody) -> None:
    chen.client = Client()
    session = chen.client.session
    session["planted"] = "x"
    session.save()
    keys = [session.session_key]
    chen.password()
    keys.append(chen.client.session.session_key)
    chen.code(chen.now())
    keys.append(chen.client.session.session_key)
    assert len(set(keys)) == 3
    assert not Session.objects.filter(pk__in=keys[:2]).exists()


def test_the_second_step_is_open_for_five_minutes(chen: Somebody) -> None:
    chen.password()
    chen.clock.pass_by(minutes=5, seconds=1)
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert "五分钟" in chen.reads("/sign-in")


def test_who_is_stopped_between_the_steps_stays_out(chen: Somebody, user: User) -> None:
    chen.password()
    disable(user)
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert not chen.is_in()


def test_a_password_changed_between_the_steps_asks_for_the_new_one(
    chen: Somebody, user: User
) -> None:
    chen.password()
    user.set_password("another-Quiet-river")
    user.save()
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert not chen.is_in()


def test_going_back_and_sending_again_opens_nothing(chen: Somebody) -> None:
    chen.password()
    code = chen.now()
    chen.code(code)
    assert chen.code(code)["Location"] == "/", "already in: on to the page"
    chen.leaves()
    assert chen.code(code)["Location"] == "/sign-in"
    assert not chen.is_in()


def test_a_form_of_before_the_first_step_cannot_be_sent_again_after_it(chen: Somebody) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/sign-in").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    fields = {"username": "chen", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post("/sign-in", fields).status_code == 302
    strict.post("/sign-in/code", {"code": chen.now()})
    assert strict.post("/sign-in", fields).status_code == 403


def test_pages_of_both_steps_are_kept_by_no_browser(chen: Somebody) -> None:
    chen.password()
    for answer in (chen.client.get("/sign-in/code"), chen.code("000000")):
        assert "no-store" in answer["Cache-Control"]
