"""办理中备份: a backup made while people act is one moment of the centre, whole and provable."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.own_database import environment

pytestmark = pytest.mark.database


def drill(repository: Path, place: Path, *arguments: str) -> dict[str, Any]:
    """One part of the drill in a place of its own; what it has to report."""
    place.mkdir()
    with environment(place) as own:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.reliability.drill", *arguments],
            cwd=repository,
            env=own,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.returncode == 0, answer.stderr
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def backups(repository: Path, folder: Path, number: int, damage: int) -> None:
    """So many backups under writing; each comes back elsewhere, none of them damaged."""
    told = drill(repository, folder / "live", "act", "--backups", str(number), str(folder))
    assert told["in the end"] > len(told["acknowledged"][-1]), "nobody acted during the last one"
    for n, acknowledged in enumerate(told["acknowledged"]):
        file = str(folder / f"backup-{n}")
        back = drill(
            repository, folder / f"elsewhere-{n}", "restore", "--damage", str(damage), file
        )
        assert back["accepted"] == [], "a damaged backup was brought back"
        assert len(back["refused"]) == damage
        assert back["wrong"] == []
        missing = set(acknowledged) - set(back["commands"])
        assert not missing, "acknowledged before the backup was begun, and not in it"


def test_a_backup_made_while_acting_comes_back_and_a_damaged_one_does_not(
    repository: Path, tmp_path: Path
) -> None:
    backups(repository, tmp_path, number=1, damage=15)


@pytest.mark.nightly
def test_many_backups_made_while_acting_come_back_and_no_damaged_one_does(
    repository: Path, tmp_path: Path
) -> None:
    backups(repository, tmp_path, number=10, damage=100)
