"""What the tests of the pages share: a fixed «now», a hall, and somebody at its window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from bancheng.casework import rebuild
from tests.casework.hall import Hall, at, establish_hall
from tests.web.clerk import Clerk

NOW = at("2026-11-24 14:30")


class Clock:
    """Time as the pages see it; it stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now.astimezone(tz=None)

    def pass_by(self, **length: float) -> None:
        """Let time pass; sessions end by it, too."""
        self.now += timedelta(**length)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Tuesday afternoon, an hour with some of everything due."""
    clock = Clock(NOW)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def hall(clock: Clock, db: None) -> Iterator[Hall]:
    """The district hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def chen(hall: Hall) -> Clerk:
    """Somebody at the window."""
    return Clerk("chen")
