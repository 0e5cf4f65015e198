"""Every journal test has a data folder, and so keys, of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.journal.flushing import sealed_tables_may_be_emptied_between_tests

__all__ = ["sealed_tables_may_be_emptied_between_tests"]


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder that ends with the test."""
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"
