"""The browser tests find their browser, or say what to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import executable


def ensure_browser(repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs scripts/ensure_browser.py with more in its environment."""
    return subprocess.run(
        [sys.executable, str(repository / "scripts" / "ensure_browser.py")],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.browser
def test_the_browser_named_from_outside_is_taken(repository: Path) -> None:
    answer = ensure_browser(repository, BANCHENG_CHROMIUM=executable())
    assert answer.stdout.splitlines()[-1] == executable()


def test_a_name_with_no_program_behind_it_is_refused(repository: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "chromium")
    answer = ensure_browser(repository, BANCHENG_CHROMIUM=missing)
    assert answer.returncode == 1
    assert missing in answer.stderr
