"""A township and a county that reach one another by files only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from bancheng.casework import rebuild
from tests.exchange.pair import Pair, establish_pair


@pytest.fixture
def pair(db: None, settings: Settings, tmp_path: Path) -> Iterator[Pair]:
    """Both; after the test their rows must equal the fold of their journals."""
    settings.BANCHENG_DATA = tmp_path
    yield establish_pair()
    assert rebuild.compare() == []
