"""The screen of a hall: opened and ended by those who oversee it, and nothing small on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from bancheng.figures.screen_row import Screen
from bancheng.figures.screens import month_and_year
from tests.casework.hall import Hall, at
from tests.figures.conftest import Month
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database

NOW = at("2026-11-13 09:00")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def opened(who: str = "jiang") -> str:
    """The address of a new screen."""
    Clerk(who).post("/figures/screens", centre="hall")
    return f"/screen/{Screen.objects.latest('pk').key}"


@pytest.mark.clause("SC-4.1", "SC-4.3")
def test_a_screen_shows_sums_to_anybody_and_no_person_or_case(month: Month) -> None:
    address = opened()
    answer = Client().get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Refresh"] == "60"
    for told in ("秦桂芳", "陈晓岚", *month.cases.values()):
        assert told not in page
    assert "sessionid" not in answer.cookies


def test_what_is_below_five_is_not_shown(month: Month) -> None:
    """Four accepted, two ended: too few. With six more ended and done they show."""
    shown, _ = month_and_year("hall", NOW.date(), NOW)
    assert (shown.accepted, shown.ended, shown.done, shown.in_hand) == (None,) * 4
    assert shown.in_time_per_cent is None
    assert shown.middle == ""
    for _ in range(6):
        month.hall.ended("2026-11-12 11:00")
    shown, year = month_and_year("hall", NOW.date(), NOW)
    assert (shown.accepted, shown.ended, shown.in_hand) == (10, 8, None)
    assert shown.done is None, "7 of 8 done would tell of the one that was not"
    assert shown.in_time_per_cent == 78
    assert year == shown


def test_a_month_beside_its_year_tells_nothing_of_the_few_before(hall: Hall) -> None:
    for _ in range(2):
        hall.ended("2026-10-12 11:00")
    for _ in range(6):
        hall.ended("2026-11-12 11:00")
    shown, year = month_and_year("hall", NOW.date(), NOW)
    assert year.accepted == 8
    assert shown.accepted is None, "8 less 6 would tell of two"


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_is_on_no_screen(hall: Hall) -> None:
    address = opened()
    before = words(Client().get(address))
    for _ in range(6):
        hall.register("2026-11-12 10:00", ground="conduct", accused_units=["housing"])
    assert words(Client().get(address)) == before


def test_an_address_is_ended_and_shows_nothing_more(month: Month) -> None:
    address = opened()
    screen = Screen.objects.get()
    clerk = Clerk("gu")
    clerk.post("/figures/screens", centre="hall", end=str(screen.pk))
    assert Client().get(address).status_code == 404
    screen.refresh_from_db()
    assert (screen.by, screen.ended_by, screen.ended_at) == ("jiang", "gu", NOW)
    again = clerk.post("/figures/screens", 422, centre="hall", end=str(screen.pk))
    assert "不用再停" in words(again)


def test_only_those_who_oversee_open_one(month: Month) -> None:
    for who in ("chen", "mo", "li"):
        Clerk(who).post("/figures/screens", 404, centre="hall")
    assert not Screen.objects.exists()


def test_no_more_addresses_are_opened_than_a_hall_has_walls(month: Month) -> None:
    clerk = Clerk("jiang")
    for _ in range(10):
        clerk.post("/figures/screens", centre="hall")
    assert "先停掉不用的" in words(clerk.post("/figures/screens", 422, centre="hall"))
