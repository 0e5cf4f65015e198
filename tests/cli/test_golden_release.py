"""A centre that has worked since the first release: its backup comes back under every later one.

The files in ``tests/golden/release-*`` are backups of the demonstration made by that release (its
people, matters and keys are invented) and are never made anew. ``before-0.2`` was made on the way
there (``tests.casework.make_golden_second``): two levels, meetings, a block point, attachments.
Restoring and migrating them tries every migration since on data of its time.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.office import office

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
KEPT = {"release-0.1": (383, 0), "before-0.2": (105, 3)}  # entries and attachments in each


def test_every_kept_backup_is_known_here() -> None:
    assert {file.parent.name for file in GOLDEN.glob("*/backup.tar.gz")} == set(KEPT)


@pytest.mark.parametrize("release", KEPT)
def test_the_backup_of_an_earlier_release_comes_back_and_works_on(
    release: str, tmp_path: Path
) -> None:
    entries, files = KEPT[release]
    with office(tmp_path / "restored") as there:
        restored = there.run("restore", GOLDEN / release / "backup.tar.gz")
        assert restored.code == 0, restored.err
        upgraded = there.run("migrate")
        assert upgraded.code == 0
        assert "重做" in upgraded.err, "rows of before have fewer columns"
        assert there.run("rebuild", "--check").code == 0
        assert "重做" not in there.run("migrate").err
        told = json.loads(there.run("journal", "verify", "--json").out)
        assert told["ok"] is True
        assert told["entries"] == entries
        assert told["texts"] > 0
        assert json.loads(there.run("files", "check", "--json").out) == {
            "good": files,
            "faults": {},
        }
        worked_on = there.run("tick")
        assert worked_on.code == 0, worked_on.err
        assert json.loads(there.run("journal", "verify", "--json").out)["ok"] is True
