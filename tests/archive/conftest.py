"""A hall whose data folder ends with the test, and one good package to be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from bancheng.archive import keeping
from bancheng.archive.making import make_package
from bancheng.casework import rebuild
from bancheng.journal.keys import public_keys, signing_key
from tests.archive.damaging import Good
from tests.casework.bringing import sent
from tests.casework.hall import Hall, at, establish_hall
from tests.papers import cases

NOW = at("2026-11-27 09:00")


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """Keys and packages of this test alone."""
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def hall(db: None, data: Path) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def archived(hall: Hall) -> str:
    """A case through to the archive, with an attachment and another case around it."""
    hall.register("2026-11-20 09:00", matter="别人的事")
    note = sent("chen", "情况说明.txt", "住建和规划的说法不一样".encode())
    given: dict[str, Any] = {"files": [note]}
    case_no = cases.whole_way(hall, **given)
    hall.register("2026-11-26 15:00", matter="后来的事")
    return case_no


@pytest.fixture
def good(hall: Hall, archived: str) -> Good:
    """A package as the hall made it, and the key that signed it."""
    package = make_package(hall.people["chen"], archived, "good", NOW)
    return Good(keeping.content(package), signing_key(), public_keys())
