"""A browser that is too old is named and refused politely; all others come in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from bancheng.web.old_browser import OLDEST, too_old

OLD = (
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/64.0.3282.140 Safari/537 Edge/17.17",
    "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/78.0.3904.108 Safari/537.36 QIHU 360SE",
    "Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 12_0) AppleWebKit/605 Version/12.0 Mobile/15E Safari/604.1",
)
NEW = (
    "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/87.0.4280.141 Safari/537.36 QIHU",
    "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
    "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/115.0",
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15",
    "something nobody has heard of",
    "",
)
# what younger browsers brought, and the Chrome, Firefox and Safari that first had it
YOUNGER = {
    r":has\(": (105, 121, 15),
    r"@container": (105, 110, 16),
    r"@layer": (99, 97, 15),
    r"@scope": (118, 128, 17),
    r"color-mix\(": (111, 113, 16),
    r"\d[dsl]v[hw]\b": (108, 101, 15),
    r"subgrid": (117, 71, 16),
    r"^\s*&": (112, 117, 16),
    r"[^.]\.at\(": (92, 90, 15),
    r"structuredClone": (98, 94, 15),
    r"\.replaceAll\(": (85, 77, 13),
    r"Object\.hasOwn": (93, 92, 15),
    r"\.findLast": (97, 104, 15),
    r"\?\?=|\|\|=|&&=": (85, 79, 14),
    r"inset:": (87, 66, 14),
}


@pytest.mark.parametrize("agent", OLD)
def test_an_old_browser_is_named(agent: str) -> None:
    assert too_old(agent)


@pytest.mark.parametrize("agent", NEW)
def test_any_other_comes_in(agent: str) -> None:
    assert too_old(agent) == ""


def test_it_is_told_what_to_do_on_a_page_that_needs_nothing(client: Client) -> None:
    answer = client.get("/sign-in", headers={"User-Agent": OLD[0]})
    assert answer.status_code == 426
    shown = answer.content.decode()
    assert "Chrome 109" in shown
    assert "极速模式" in shown
    assert "/static/" not in shown


def younger_than_named(text: str) -> list[str]:
    """What in a style sheet or script the oldest browsers do not know."""
    named = tuple(OLDEST[family] for family in ("Chrome", "Firefox", "Safari"))
    return [
        what
        for what, since in YOUNGER.items()
        if any(first > oldest for first, oldest in zip(since, named, strict=True))
        and re.search(what, text, re.MULTILINE)
    ]


def test_pages_use_nothing_that_the_oldest_browser_lacks(repository: Path) -> None:
    folder = repository / "src" / "bancheng" / "web" / "static"
    found = {
        file.name: younger
        for file in folder.rglob("*")
        if file.suffix in (".css", ".js")
        and (younger := younger_than_named(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_something_too_young_would_be_found() -> None:
    assert younger_than_named("a:has(b) { height: 100dvh }") == [r":has\(", r"\d[dsl]v[hw]\b"]
