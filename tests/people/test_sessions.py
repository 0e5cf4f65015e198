"""自动退出: when a session ends by itself, and what a page costs meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from bancheng.people.appoint import appoint, create_user, end_post
from bancheng.people.models import Post
from tests.people.county import County

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("pages")]

PASSWORD = "a-Quiet-river-7"


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def inside(client: Client, county: County, clock: Clock) -> Client:
    """A browser that has just signed in."""
    user = create_user("clerk", "甲", PASSWORD, must_change_password=False)
    appoint(user, county["east-hall"], "window")
    client.post("/sign-in", {"username": "clerk", "password": PASSWORD})
    assert client.get("/desk").content.decode() == "甲@east-hall@1"
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk").status_code == 200


def writes(client: Client) -> list[str]:
    """What one page writes."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert is_in(client)
    return [q["sql"] for q in caught if not q["sql"].lstrip().upper().startswith("SELECT")]


def test_half_an_hour_without_use_ends_the_session_and_says_why(
    inside: Client, clock: Clock
) -> None:
    clock.wait(30)
    assert not is_in(inside)
    assert "较长时间没有操作" in inside.get("/sign-in").content.decode()


def test_use_keeps_the_session(inside: Client, clock: Clock) -> None:
    for _ in range(12):
        clock.wait(24)
        assert is_in(inside)


def test_the_idle_limit_is_never_late_for_all_that_is_not_written(
    inside: Client, clock: Clock
) -> None:
    clock.wait(4.9)
    assert is_in(inside)
    clock.wait(30)
    assert not is_in(inside)


def test_the_idle_limit_is_a_setting(inside: Client, clock: Clock, settings: Settings) -> None:
    settings.BANCHENG_IDLE_MINUTES = 10
    clock.wait(10)
    assert not is_in(inside)


def test_eight_hours_end_the_session_however_busy(inside: Client, clock: Clock) -> None:
    for _ in range(47):
        clock.wait(10)
        assert is_in(inside)
    clock.wait(10)
    assert not is_in(inside)
    assert "登录时间已满" in inside.get("/sign-in").content.decode()


def test_a_session_older_than_the_rule_is_ended(inside: Client) -> None:
    session = inside.session
    del session["signed_in_at"]
    session.save()
    assert not is_in(inside)


def test_a_page_writes_nothing(inside: Client, clock: Clock) -> None:
    for _ in range(3):
        clock.wait(1)
        assert writes(inside) == []


def test_the_last_use_is_written_once_in_five_minutes(inside: Client, clock: Clock) -> None:
    clock.wait(5)
    assert any("django_session" in sql for sql in writes(inside))
    assert writes(inside) == []


def test_a_page_asks_three_things_session_user_and_state_of_the_organisation(
    inside: Client,
) -> None:
    with CaptureQueriesContext(connection) as caught:
        assert is_in(inside)
    asked = ("django_session", "people_user", "people_orgversion")
    tables = [next(t for t in asked if t in q["sql"]) for q in caught]
    assert tables == list(asked)


def test_a_post_that_ends_does_not_count_with_the_next_page(inside: Client) -> None:
    end_post(Post.objects.get())
    assert inside.get("/desk").content.decode() == "甲@@0"


def test_a_visitor_without_a_session_costs_nothing(client: Client, county: County) -> None:
    with CaptureQueriesContext(connection) as caught:
        client.get("/desk")
    assert len(caught) == 0
