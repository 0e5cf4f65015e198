"""Every page, for everybody who has one: seen badly, on a phone, in the dark, magnified,
under the strict policy, and asking no other host for anything."""

from __future__ import annotations

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.crawl import routes
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

EVERYBODY = ("chen", "jiang", "li", "gu", "mo", "keeper")


@pytest.fixture
def busy_hall(hall: Hall) -> Hall:
    """Something of everything to look at."""
    day = "2026-11-20 09:00"
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    hall.register(day)
    referred = hall.register(day, kind="complex", complex_because="several")
    hall.do("jiang", referred, "screen", day)
    hall.do("jiang", referred, "refer", day, question="哪个部门牵头")
    placed = hall.placed(day)
    hall.do("mo", placed, "claim", day)
    hall.register(day, ground="conduct", accused_units=["tax"], matter="窗口态度很差")
    hall.ended(day)
    return hall


@pytest.mark.clause("XF-9.1", "SC-7.1.1")
def test_every_page_can_be_used_by_everybody(busy_hall: Hall, walker: Walker) -> None:
    inspector, seen = Inspector(walker.page), set[str]()
    for who in EVERYBODY:
        walker.becomes(who)
        for route, _ in routes(walker, seen, "/overview/" if who == "keeper" else "/"):
            inspector.look(who, route)
    assert not inspector.faults, f"{len(seen)} routes\n" + "\n".join(inspector.faults)
    assert inspector.elsewhere == []
    assert walker.troubles == []
    assert len(seen) > 60, sorted(seen)


def test_a_page_that_cannot_be_read_would_be_noticed(hall: Hall, walker: Walker) -> None:
    """The control: a grey word on grey paper, a field without a name, a page too wide."""
    walker.becomes("chen")
    walker.page.evaluate(
        """() => {
          document.querySelector("main").innerHTML =
            "<p id=pale>这一行字太浅了，看不清楚</p><input id=nameless><div id=wide>宽</div>";
          document.getElementById("pale").style.color = "#ddd";
          document.getElementById("wide").style.width = "3000px";
        }"""
    )
    inspector = Inspector(walker.page)
    inspector.look("chen", "planted")
    found = " ".join(inspector.faults)
    assert "color-contrast" in found
    assert "label" in found
    assert "too wide" in found
