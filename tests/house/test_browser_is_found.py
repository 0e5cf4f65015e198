"""The tests find their browser and their office program, or say what to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import executable


def ensure(what: str, repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs scripts/ensure_<what>.py with more in its environment."""
    return subprocess.run(
        [sys.executable, str(repository / "scripts" / f"ensure_{what}.py")],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.browser
def test_the_browser_named_from_outside_is_taken(repository: Path) -> None:
    answer = ensure("browser", repository, BANCHENG_CHROMIUM=executable())
    assert answer.stdout.splitlines()[-1] == executable()


def test_a_name_with_no_program_behind_it_is_refused(repository: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "chromium")
    answer = ensure("browser", repository, BANCHENG_CHROMIUM=missing)
    assert answer.returncode == 1
    assert missing in answer.stderr


def test_an_office_named_from_outside_is_taken_and_a_wrong_name_refused(
    repository: Path, tmp_path: Path
) -> None:
    named = ensure("office", repository, BANCHENG_OFFICE=sys.executable)
    assert named.stdout.splitlines() == [sys.executable]
    answer = ensure("office", repository, BANCHENG_OFFICE=str(tmp_path / "soffice"))
    assert answer.returncode == 1
    assert "BANCHENG_OFFICE" in answer.stderr


def test_a_machine_without_an_office_goes_on_and_says_what_is_left_out(
    repository: Path, tmp_path: Path
) -> None:
    answer = ensure("office", repository, PATH=str(tmp_path), BANCHENG_OFFICE="")
    assert answer.returncode == 0
    assert "will be skipped" in answer.stdout
