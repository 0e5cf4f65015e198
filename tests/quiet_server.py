"""Lets a browser's test end only when its server has answered everything.

What a page sends last, a draft saved as somebody leaves, is on its way when the test is over. It
must neither reach the tables of the next test nor be told of a person of that one: everybody is
signed out first, what is being answered is answered, and only then are the tables emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Condition
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.servers.basehttp import ServerHandler

PATIENCE = 30.0
"""Seconds; whatever takes longer is a fault of its own."""


class Answering:
    """How many requests the server is answering."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = 0

    def add(self, number: int) -> None:
        """One came in, or one was answered or given up."""
        with self._changed:
            self._number += number
            self._changed.notify_all()

    def is_over(self) -> bool:
        """Waits until nothing is being answered; no if something never is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._number, timeout=PATIENCE)


@pytest.fixture(scope="session")
def answering() -> Iterator[Answering]:
    """Counts every request of the run, also one whose browser went away."""
    found = Answering()
    run = ServerHandler.run

    def counted(self: ServerHandler, application: Any) -> None:
        found.add(1)
        try:
            run(self, application)
        finally:
            found.add(-1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ServerHandler, "run", counted)
        yield found


@pytest.fixture(autouse=True)
def nothing_reaches_the_next_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up after the tables and before the page: the page is closed when this ends."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    answering = request.getfixturevalue("answering")
    yield
    Session.objects.all().delete()
    assert answering.is_over(), "the server never answered a request of this test"
