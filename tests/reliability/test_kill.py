"""突然断电断程: what was acknowledged is there, whole and once, however the program ended.

`kill -9` at random instants; power cuts are the disk's matter and rest on `synchronous=FULL`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.own_database import environment

pytestmark = pytest.mark.database


def kill(repository: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """What the killer has to report."""
    with environment(folder) as own:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.reliability.kills", *arguments],
            cwd=repository,
            env=own,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.stdout, answer.stderr
    told: dict[str, Any] = json.loads(answer.stdout)
    assert answer.returncode == bool(told["wrong"]), answer.stderr
    return told


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    repository: Path, tmp_path: Path
) -> None:
    told = kill(repository, tmp_path, "--kills", "15")
    assert told["wrong"] == []
    assert told["acknowledged"] > 15, "the writers must have come to act"
    assert told["files"] > 0, "none of them attached a file"


@pytest.mark.second_at_night
def test_an_answer_given_before_the_commit_is_found_out(repository: Path, tmp_path: Path) -> None:
    told = kill(repository, tmp_path, "--kills", "15", "--ack-early")
    assert any(fault.startswith("lost: ") for fault in told["wrong"])


@pytest.mark.nightly
def test_nothing_acknowledged_is_lost_in_five_hundred_kills(
    repository: Path, tmp_path: Path
) -> None:
    told = kill(repository, tmp_path, "--kills", "500", "--seed", "500")
    print(told)
    assert told["wrong"] == []
    assert told["acknowledged"] > 500
    assert told["answered again after a kill"] > 0, "no kill fell between commit and answer"
