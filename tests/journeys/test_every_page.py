"""Every page, for everybody who has one: seen badly, on a phone, in the dark, magnified,
under the strict policy, and asking no other host for anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.browser import DESK, PHONE
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.crawl import routes
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

MAGNIFIED = (1093, 614)  # a clerk's screen at 125 per cent
GRAVE = frozenset({"serious", "critical"})
RULES = {"resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
REACH = Path(__file__).with_name("reach.js").read_text("utf-8")
EVERYBODY = ("chen", "jiang", "li", "gu", "mo", "keeper")


@dataclass
class Inspector:
    """Looks at a page in every way, and writes down what is wrong."""

    page: Page
    axe: Axe = field(default_factory=Axe)
    faults: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in ("127.0.0.1", "localhost", None):
            self.elsewhere.append(request.url)

    def look(self, who: str, route: str) -> None:
        """Both sizes, magnified, and in the dark."""
        for name, (width, height) in (("desk", DESK), ("phone", PHONE)):
            self.page.set_viewport_size({"width": width, "height": height})
            self._judge(f"{who} {route} {name}", RULES)
            self._fits(f"{who} {route} {name}")
            self._reached(f"{who} {route} {name}")
        width, height = MAGNIFIED
        self.page.set_viewport_size({"width": width, "height": height})
        self._fits(f"{who} {route} magnified")
        self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._judge(f"{who} {route} dark", CONTRAST)
        self.page.emulate_media(color_scheme="light")

    def _judge(self, where: str, options: dict[str, list[str]]) -> None:
        found = self.axe.run(self.page, options=options).response["violations"]
        self.faults += [
            f"{where}: {v['id']} {node['target']} {node['html'][:120]}"
            for v in found
            if v["impact"] in GRAVE
            for node in v["nodes"][:3]
        ]

    def _reached(self, where: str) -> None:
        self.page.keyboard.press("Tab")  # from now on the browser shows where one stands
        self.faults += [f"{where}: {fault}" for fault in self.page.evaluate(REACH)[:5]]

    def _fits(self, where: str) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{where}: {wide} px too wide")


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
