"""A city that revisits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from bancheng.casework import rebuild
from tests.revisit.city import NOW, City, establish_city


@pytest.fixture
def city(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """After the test every row must equal the fold of the journal."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    yield establish_city()
    assert rebuild.compare() == []
