"""A data folder of its own for every test that stores something."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """The data folder."""
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"
