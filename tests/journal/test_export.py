"""An exported chain is verified without a database, and every change to the file is found."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bancheng.journal import read
from bancheng.journal.checkpoint import make
from bancheng.journal.export import export, read_export, verify_export
from bancheng.journal.keys import public_keys
from bancheng.journal.verify_export import NotAnExportError
from tests.journal.facts import CHAIN, DAWN, TEXTS, fact, small_journal, write
from tests.journal.forging import set_sealed

pytestmark = pytest.mark.database


@pytest.fixture
def exported(db: None, tmp_path: Path) -> Path:
    """Seven entries, two checkpoints."""
    del db
    small_journal()
    make(CHAIN, DAWN)
    write(fact("C-3", "accepted"))
    make(CHAIN, DAWN + timedelta(hours=1))
    path = tmp_path / "chain.jsonl"
    assert export(CHAIN, path) == 8
    return path


def test_an_export_verifies_and_holds_every_fact(exported: Path) -> None:
    verdict = verify_export(exported, public_keys())
    assert verdict.ok
    assert (verdict.entries, verdict.checkpoints, verdict.chains) == (8, 2, (CHAIN,))
    assert list(read_export(exported)) == list(read.chain(CHAIN))


def test_no_text_and_no_name_leaves_with_an_export(exported: Path) -> None:
    content = exported.read_text()
    assert not any(text in content for text in TEXTS.values())


def test_an_export_is_verified_without_settings_or_database(exported: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from bancheng.journal.verify_export import verify_export\n"
        "assert verify_export(Path(sys.argv[1])).ok\n"
        "assert not any(m.startswith('django.db') for m in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(exported)], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_stranger_is_not_believed_because_the_file_names_a_key(exported: Path) -> None:
    found = verify_export(exported, {}).first
    assert found is not None
    assert found.how == "checkpoint_unknown_key"


@pytest.mark.parametrize("number", range(8))
def test_a_line_left_out_doubled_or_swapped_is_named(exported: Path, number: int) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    at = len(lines) - 8 + number
    changes = {
        "out": lines[:at] + lines[at + 1 :],
        "twice": lines[: at + 1] + lines[at:],
    }
    if number < 7:
        changes["swapped"] = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    for what, changed in changes.items():
        exported.write_text("".join(changed))
        found = verify_export(exported).first
        assert found is not None, what
        assert found.position in (number + 1, number + 2), what


def test_every_third_byte_of_the_file_may_not_be_changed_unnoticed(exported: Path) -> None:
    good = exported.read_bytes()
    facts = list(read_export(exported))
    trusted = public_keys()
    for index in range(0, len(good), 3):
        exported.write_bytes(good[:index] + bytes([good[index] ^ 0x01]) + good[index + 1 :])
        try:
            unnoticed = verify_export(exported, trusted).ok
        except NotAnExportError:
            continue
        if unnoticed:
            # only a line that claims nothing (a key nobody asked for) may change
            assert list(read_export(exported)) == facts


def test_a_broken_entry_is_exported_as_it_stands_for_the_other_side_to_find(
    exported: Path,
) -> None:
    set_sealed(4, b"\xff\xfe broken")
    export(CHAIN, exported)
    found = verify_export(exported).first
    assert found is not None
    assert found.position == 4


def test_a_failed_export_leaves_the_former_file(exported: Path) -> None:
    before = exported.read_bytes()
    with pytest.raises(IsADirectoryError):
        export(CHAIN, exported.parent)
    assert exported.read_bytes() == before
    assert [path.name for path in exported.parent.glob(".*")] == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "空"),
        ("not json\n", "读不出来"),
        ("[]\n", "读不出来"),
        ('{"bancheng_journal":9}\n', "首行"),
        ('{"bancheng_journal":1,"chain":"a"}\n{"checkpoint":"{}"}\n', "检查点"),
        ('{"bancheng_journal":1,"chain":"a"}\n{"public_key":"xyz"}\n', "公钥"),
        ('{"bancheng_journal":1,"chain":"a"}\n{"sealed":"{}","hash":"0"}\n', "条目不全"),
    ],
)
def test_what_is_no_export_is_refused_with_its_line(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content)
    with pytest.raises(NotAnExportError, match=why):
        verify_export(path)


def test_the_lines_are_plain_json(exported: Path) -> None:
    kinds = [sorted(json.loads(line)) for line in exported.read_text().splitlines()]
    assert kinds[0] == ["bancheng_journal", "chain"]
    assert kinds[1] == ["public_key"]
    assert kinds[2:4] == [["checkpoint"]] * 2
    assert kinds[4:] == [["hash", "position", "sealed"]] * 8
