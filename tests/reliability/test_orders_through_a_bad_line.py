"""坏线路上的派单: each order is one case, each reply arrives once in effect, whatever the line and
whoever pulls the plug."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.own_database import environment


def push(repository: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """What the campaign has to report."""
    with environment(folder) as own:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.reliability.orders", *arguments],
            cwd=repository,
            env=own,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.stdout, answer.stderr
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


@pytest.mark.clause("XF-6", "XF-9.2")
def test_sixty_orders_through_a_bad_line_and_a_kill_are_sixty_cases(
    repository: Path, tmp_path: Path
) -> None:
    told = push(repository, tmp_path, "--orders", "60", "--kills", "1")
    assert told["wrong"] == []
    assert told["told"] > 50
    assert told["photos"] == 20
    assert told["sent again"] > 10, "the line must have been bad"


@pytest.mark.database
@pytest.mark.nightly
@pytest.mark.clause("XF-6", "XF-9.2")
def test_two_thousand_orders_through_a_bad_line_and_kills_are_two_thousand_cases(
    repository: Path, tmp_path: Path
) -> None:
    told = push(repository, tmp_path, "--orders", "2000", "--kills", "3", "--workers", "2")
    print(told)
    assert told["wrong"] == []
    assert told["told"] > 1800
    assert told["sent again"] > 300
