"""The browser for journeys: `page` at the size of a clerk's screen, `phone` at a petitioner's.

The browser reaches loopback only, whatever a page may ask for.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

DESK = (1366, 768)
PHONE = (390, 844)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def executable() -> str:
    """The browser that scripts/ensure_browser.py found or installed."""
    named = os.environ.get("BANCHENG_CHROMIUM")
    if named:
        return named
    remembered = Path(sys.prefix) / "browser-path"
    assert remembered.exists(), "no browser known yet: run scripts/ensure_browser.py first"
    return remembered.read_text(encoding="utf-8").strip()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    # playwright runs an event loop in this thread, in which Django would refuse its database
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh, signed-out page on a clerk's screen."""
    yield from _fresh_page(chromium, *DESK)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A fresh, signed-out page on a phone."""
    yield from _fresh_page(chromium, *PHONE)


def _fresh_page(browser: Browser, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
