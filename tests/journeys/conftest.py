"""A hall, a township and a server for real browsers on the loopback."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress

import pytest
from django.utils import timezone
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from bancheng.casework import rebuild
from bancheng.cli.demonstration.plan import plans
from bancheng.cli.demonstration.settle import settle
from bancheng.library.places import standards_dir
from tests.casework.hall import PASSWORD, Hall, establish_hall
from tests.journeys.walker import Walker
from tests.revisit.city import City, establish_city

ASKED = "performance.getEntriesByType('resource').map(e => e.name)"


@pytest.fixture
def hall(transactional_db: None) -> Iterator[Hall]:
    """The district hall; after the journey its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def township(transactional_db: None) -> Iterator[None]:
    """The invented township of the demonstration, without its cases."""
    found = next(p for p in plans(standards_dir()) if p.standard == "sichuan-township")
    settle(found.centre, PASSWORD, timezone.now())
    yield
    assert rebuild.compare() == []


@pytest.fixture
def city(transactional_db: None) -> Iterator[City]:
    """A city above the hall; after the journey its rows must equal the fold of its journal."""
    yield establish_city()
    assert rebuild.compare() == []


@pytest.fixture
def walker(page: Page, live_server: LiveServer) -> Walker:
    """Somebody who goes from desk to desk with one browser."""
    return Walker(page, live_server.url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a step that failed, what the page said then: a refusal names its own cause."""
    report = yield
    walker = getattr(item, "funcargs", {}).get("walker")
    if report.when == "call" and report.failed and walker and not walker.page.is_closed():
        with suppress(PlaywrightError):  # what fails here would end the run of every other test
            said = walker.page.locator("main").inner_text(timeout=2000)
            asked = walker.page.evaluate(ASKED)
            report.sections.append(("what the page said", f"{said[:4000]}\n{asked}"))
    return report
