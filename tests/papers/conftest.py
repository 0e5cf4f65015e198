"""The hall and the county that the papers are made for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bancheng.casework import rebuild
from tests.casework.county import County, establish_county
from tests.casework.hall import Hall, establish_hall


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def county(db: None) -> Iterator[County]:
    """The invented county with its townships."""
    yield establish_county()
    assert rebuild.compare() == []
