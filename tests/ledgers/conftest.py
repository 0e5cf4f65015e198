"""The hall that the room's tests work in, and the check that follows every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bancheng.casework import rebuild
from tests.casework.hall import Hall, establish_hall


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []
