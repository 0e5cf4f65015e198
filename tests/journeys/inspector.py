"""Looks at a page as everybody has it: desk, phone, magnified, in the dark, by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.browser import DESK, PHONE

MAGNIFIED = (1093, 614)  # a clerk's screen at 125 per cent
GRAVE = frozenset({"serious", "critical"})
RULES = {"resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
REACH = Path(__file__).with_name("reach.js").read_text("utf-8")


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
