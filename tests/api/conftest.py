"""A hall under a fixed clock, whose rows equal its journal after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from bancheng.casework import rebuild
from tests.casework.hall import Hall, establish_hall
from tests.web.conftest import NOW, Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Tuesday afternoon."""
    clock = Clock(NOW)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def hall(clock: Clock, db: None) -> Iterator[Hall]:
    """The district hall."""
    yield establish_hall()
    assert rebuild.compare() == []
