"""A fresh clone needs Python and make only, and says so where they are missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def find_python(
    repository: Path, path: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Asks scripts/find-python with nothing on the PATH but what `path` holds."""
    return subprocess.run(
        ["/bin/sh", str(repository / "scripts" / "find-python")],
        env={"PATH": str(path), "PYTHON": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_is_told_what_to_install(repository: Path, tmp_path: Path) -> None:
    answer = find_python(repository, tmp_path)
    assert answer.returncode == 1
    assert "Python 3.11" in answer.stderr
    assert "apt-get install" in answer.stderr


def test_a_shim_with_no_python_behind_it_is_passed_over(repository: Path, tmp_path: Path) -> None:
    shim = tmp_path / "python3.11"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    (tmp_path / "python3").symlink_to(sys.executable)
    assert find_python(repository, tmp_path).stdout.strip() == str(tmp_path / "python3")


@pytest.mark.parametrize(
    "target", ["run", "test", "check", "fix", "bench", "trial", "nightly", "bundle", "lock"]
)
def test_make_knows_what_the_readme_promises(repository: Path, target: str) -> None:
    answer = subprocess.run(
        ["make", "--dry-run", target, "FILE=letters.csv"],
        cwd=repository,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr


def test_ci_runs_the_same_as_a_developer(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "make test"
