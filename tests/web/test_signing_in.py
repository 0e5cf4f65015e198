"""登录: in, out, locked out, and nothing of a page left behind."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from bancheng.people.appoint import create_user
from bancheng.web import urls
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words
from tests.web.conftest import Clock

pytestmark = pytest.mark.database

OPEN = {"sign-in", "health", "first-start", "hall-screen"}  # the last by a secret address
PUBLIC = "public-"  # begins the names of the petitioners' own pages, which know no staff
# the addresses under /api/v1/ open to a signature and to no session: tests/api/test_reading
EXAMPLES = {
    "case_no": "MQ20261124-001",
    "act": "inform",
    "field": "phone",
    "standard_id": "guilin-xiufeng",
    "edition": "2024-05-17",
    "key": "0123456789abcdef0123",
    "number": "1",
    "code": "hall",
    "username": "chen",
    "uid": "0123456789abcdef",
    "entry": "0123456789abcdef",
    "kind": "receipt",
    "given": "1",
}

OTHER = re.compile(r"<(str|slug|int):\w+>")
ELSEWHERE = {"str": "0123456789abcdef", "slug": "0123456789abcdef", "int": "1"}
"""Of anything else, something that is not there: strangers are turned away all the same."""


def every_address() -> dict[str, str]:
    """Each page of the program with an example of what stands in its address."""
    found = {}
    for pattern in urls.urlpatterns:
        address = str(pattern.pattern)
        for name, value in EXAMPLES.items():
            for kind in ("str", "slug", *(("int",) if value.isdigit() else ())):
                address = address.replace(f"<{kind}:{name}>", value)
        address = OTHER.sub(lambda found: ELSEWHERE[found[1]], address)
        found[str(pattern.name)] = f"/{address}"
    return found


def test_after_signing_in_one_is_at_the_page_that_was_asked_for(hall: Hall) -> None:
    client = Client()
    sent = client.get("/cases/")
    assert sent["Location"] == "/sign-in?next=%2Fcases%2F"
    answer = client.post("/sign-in", {"username": "chen", "password": PASSWORD, "next": "/cases/"})
    assert answer["Location"] == "/cases/"


def test_one_is_never_sent_to_another_site(hall: Hall) -> None:
    elsewhere = {"username": "chen", "password": PASSWORD, "next": "https://evil.example/"}
    assert Client().post("/sign-in", elsewhere)["Location"] == "/"


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(hall: Hall) -> None:
    answer = Client().post("/sign-in", {"username": "chen", "password": "no"})
    assert answer.status_code == 403
    assert "登录名或密码不对" in words(answer)
    assert 'value="chen"' in answer.content.decode()


def test_after_five_wrong_tries_the_page_says_until_when(hall: Hall) -> None:
    client = Client()
    for _ in range(5):
        answer = client.post("/sign-in", {"username": "chen", "password": "no"})
    assert "暂停登录" in words(answer)
    answer = client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 403
    assert "以后可以再试" in words(answer)


def test_behind_a_proxy_somebody_elses_wrong_tries_lock_nobody_out(
    hall: Hall, settings: Settings
) -> None:
    settings.HTTPS = True
    for _ in range(5):
        Client().post(
            "/sign-in",
            {"username": "chen", "password": "no"},
            headers={"X-Forwarded-For": "203.0.113.9"},
        )
    whole = {"username": "chen", "password": PASSWORD}
    barred = Client().post("/sign-in", whole, headers={"X-Forwarded-For": "203.0.113.9"})
    assert barred.status_code == 403
    let_in = Client().post("/sign-in", whole, headers={"X-Forwarded-For": "203.0.113.7"})
    assert let_in.status_code == 302


def test_every_page_but_signing_in_is_shut_to_strangers(hall: Hall) -> None:
    for name, address in every_address().items():
        if name in OPEN or name.startswith(PUBLIC):
            continue
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address)
            if answer.status_code != 405:
                assert answer.status_code == 302, address
                assert answer["Location"].startswith("/sign-in"), address


def test_no_page_may_be_kept_by_a_browser(chen: Clerk) -> None:
    for address in every_address().values():
        answer = chen.client.get(address)
        if answer.status_code != 405:
            assert "no-store" in answer.headers.get("Cache-Control", ""), address


def test_a_part_of_a_page_asked_for_after_the_end_of_a_session_leads_to_the_gate(
    hall: Hall,
) -> None:
    answer = Client().post("/register/hints", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_signing_out_takes_a_post(chen: Clerk) -> None:
    chen.raw("/sign-out", 405)
    chen.post("/sign-out", 302)
    assert chen.client.get("/").status_code == 302


def test_an_idle_session_ends_and_says_so(chen: Clerk, clock: Clock) -> None:
    clock.pass_by(minutes=40)
    answer = chen.client.get("/", follow=True)
    assert "较长时间没有操作" in words(answer)


def test_a_first_password_is_changed_before_all_else(hall: Hall) -> None:
    create_user("newcomer", "新来的", PASSWORD)
    clerk = Clerk("newcomer")
    assert clerk.raw("/", 302)["Location"] == "/password"
    assert "别人给的密码" in clerk.get("/password")
    new = "plums-ripen-in-june"
    answer = clerk.post("/password", 422, old=PASSWORD, password=new, again="other")
    assert "两次输入的新密码不一样" in words(answer)
    answer = clerk.post("/password", 422, old=PASSWORD, password="short", again="short")
    assert 'class="wrong"' in answer.content.decode()
    clerk.post("/password", 302, old=PASSWORD, password=new, again=new)
    assert "密码已改" in clerk.get("/")
