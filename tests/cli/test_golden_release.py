"""A centre that has worked since the first release: its backup comes back under every later one.

The files in ``tests/golden/release-*`` are backups of the demonstration made by that release (its
people, matters and keys are invented) and are never made anew. Restoring and migrating them tries
every migration since on data of its time.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.office import office

RELEASES = sorted((Path(__file__).resolve().parents[1] / "golden").glob("release-*"))


def test_the_first_release_is_kept() -> None:
    assert [folder.name for folder in RELEASES][:1] == ["release-0.1"]


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_the_backup_of_an_earlier_release_comes_back_and_works_on(
    release: Path, tmp_path: Path
) -> None:
    with office(tmp_path / "restored") as there:
        restored = there.run("restore", release / "backup.tar.gz")
        assert restored.code == 0, restored.err
        assert there.run("migrate").code == 0
        told = json.loads(there.run("journal", "verify", "--json").out)
        assert told["ok"] is True
        assert told["entries"] == 383
        assert told["texts"] > 0
        assert there.run("rebuild").code == 0
        assert there.run("rebuild", "--check").code == 0
        worked_on = there.run("tick")
        assert worked_on.code == 0, worked_on.err
        assert json.loads(there.run("journal", "verify", "--json").out)["ok"] is True
