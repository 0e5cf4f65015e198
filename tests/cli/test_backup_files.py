"""Attached files are in the backup, come back, and are proved to be the ones that were attached."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bancheng.files import shelf, uploads
from tests.casework.bringing import with_file
from tests.casework.hall import Hall, at
from tests.cli.conftest import Bancheng
from tests.cli.office import Office
from tests.cli.test_backup import backup, elsewhere, hall

__all__ = ["backup", "elsewhere", "hall"]  # the fixtures of the backup's own tests

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

Members = dict[str, bytes]


@pytest.fixture
def attached(hall: Hall) -> tuple[str, str]:
    """A case with a file, made before the backup is."""
    return with_file(hall, "身份证.txt", b"paper")


@pytest.mark.clause("XF-12", "SC-7.4")
def test_files_come_back_with_the_rest(
    attached: tuple[str, str], backup: Path, elsewhere: Office
) -> None:
    case_no, file_id = attached
    ran = elsewhere.run("restore", backup)
    assert ran.code == 0, ran.err
    assert "附件都核验相符" in ran.out
    told = elsewhere.run("files", "check", "--json")
    assert json.loads(told.out) == {"good": 1, "faults": {}}
    restored = elsewhere.data / "files" / file_id[:2] / file_id
    assert restored.read_bytes() == shelf.path_of(file_id, "content").read_bytes()
    assert restored.stat().st_mode & 0o077 == 0
    restored.unlink()
    told = elsewhere.run("files", "check")
    assert told.code == 1
    assert case_no in told.err
    assert "身份证.txt" in told.err


@pytest.mark.second_at_night
def test_a_waiting_file_is_in_the_backup_too_and_can_be_used_afterwards(
    hall: Hall, bancheng: Bancheng, tmp_path: Path, elsewhere: Office
) -> None:
    waiting = uploads.send("chen", "补.txt", b"paper", at("2026-11-23 09:00")).attachment.id
    assert bancheng("backup", tmp_path / "b.tar.gz").code == 0
    assert elsewhere.run("restore", tmp_path / "b.tar.gz").code == 0
    assert (elsewhere.data / "files" / waiting[:2] / waiting).is_file()


@pytest.mark.second_at_night
def test_a_file_that_was_lost_before_is_told_at_once_and_hinders_no_restoring(
    attached: tuple[str, str], bancheng: Bancheng, tmp_path: Path, elsewhere: Office
) -> None:
    _, file_id = attached
    shelf.remove(file_id)
    ran = bancheng("backup", tmp_path / "b.tar.gz")
    assert ran.code == 0
    assert "有 1 个附件的文件在备份以前就不见了" in ran.err
    assert elsewhere.run("restore", tmp_path / "b.tar.gz").code == 0
    assert elsewhere.run("files", "check").code == 1


def changed(backup: Path, change: Callable[[Members], None]) -> Path:
    """The backup repacked with fresh digests by somebody who knows how."""
    with tarfile.open(backup) as tar:
        members = {m.name: f.read() for m in tar.getmembers() if (f := tar.extractfile(m))}
    change(members)
    manifest = json.loads(members["manifest.json"])
    manifest["files"] = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in members.items()
        if name != "manifest.json"
    }
    members["manifest.json"] = json.dumps(manifest).encode()
    forged = backup.with_name("forged.tar.gz")
    with tarfile.open(forged, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return forged


def _the_file(members: Members) -> str:
    return next(name for name in members if name.startswith("files/"))


def _lost(members: Members) -> None:
    del members[_the_file(members)]


def _spoilt(members: Members) -> None:
    content = bytearray(members[_the_file(members)])
    content[-1] ^= 1
    members[_the_file(members)] = bytes(content)


@pytest.mark.second_at_night
@pytest.mark.parametrize(("change", "said"), [(_lost, "不见了"), (_spoilt, "损坏了")])
def test_a_backup_with_a_file_lost_or_spoilt_is_not_brought_back(
    attached: tuple[str, str],
    backup: Path,
    elsewhere: Office,
    change: Callable[[Members], None],
    said: str,
) -> None:
    ran = elsewhere.run("restore", changed(backup, change))
    assert ran.code == 1
    assert "附件核验不通过" in ran.err
    assert said in ran.err
    assert not [path for path in elsewhere.data.glob("*/*") if path.is_file()]
    assert elsewhere.run("restore", backup).code == 0


def test_files_that_lie_in_the_way_are_not_overwritten(
    attached: tuple[str, str], backup: Path, elsewhere: Office
) -> None:
    other = elsewhere.data / "files" / "ab"
    other.mkdir(parents=True)
    (other / ("ab" * 16)).write_bytes(b"another centre's")
    ran = elsewhere.run("restore", backup)
    assert ran.code == 1
    assert "已有附件" in ran.err
