"""Backup while people work, restore elsewhere, and no damage goes unnoticed — on both engines."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from bancheng.casework.case_row import CaseRow
from bancheng.casework.safekeeping.backup import make
from bancheng.casework.safekeeping.manifest import BackupError, read_manifest
from bancheng.journal import read
from tests.casework.hall import Hall, at, establish_hall
from tests.cli.conftest import Bancheng
from tests.cli.office import Office, office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall() -> Hall:
    hall = establish_hall()
    hall.ended("2020-03-02 09:00")
    return hall


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Office]:
    """Another office on the same kind of database, still empty."""
    with office(tmp_path / "elsewhere", _server()) as there:
        yield there


def _server() -> str:
    if connection.vendor == "sqlite":
        return ""
    known = connection.settings_dict
    who = f"{known['USER']}:{known['PASSWORD'] or ''}"
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgresql://{who}@{port}/{known['NAME']}?host={known['HOST']}"


@pytest.fixture
def backup(bancheng: Bancheng, hall: Hall, tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar.gz"
    ran = bancheng("backup", file)
    assert ran.code == 0, ran.err
    return file


@pytest.mark.database
def test_what_was_backed_up_comes_back_and_is_proved(backup: Path, elsewhere: Office) -> None:
    ran = elsewhere.run("restore", backup)
    assert ran.code == 0, ran.err
    assert "核验相符" in ran.out
    told = json.loads(elsewhere.run("journal", "verify", "--json").out)
    assert told["ok"] is True
    assert told["entries"] == read.head("hall")[0]
    assert told["texts"] > 0
    assert elsewhere.run("rebuild", "--check").code == 0


@pytest.mark.database
def test_the_restored_office_goes_on_where_the_other_stood(
    backup: Path, elsewhere: Office, tmp_path: Path
) -> None:
    assert elsewhere.run("restore", backup).code == 0
    table = tmp_path / "more.csv"
    table.write_text("时间,内容,姓名,电话,来源\n2021/3/1 9:00,事,甲,13900005512,counter\n", "utf-8")
    ran = elsewhere.run("import", "cases", table, "--user", "chen")
    assert ran.code == 0, ran.err
    told = json.loads(elsewhere.run("journal", "verify", "--json").out)
    assert told["ok"] is True
    assert told["entries"] == read.head("hall")[0] + 1


@pytest.mark.database
def test_a_backup_while_people_act_is_as_of_one_moment(
    bancheng: Bancheng, hall: Hall, tmp_path: Path, elsewhere: Office
) -> None:
    stop, done, broken = threading.Event(), [0], []

    def act() -> None:
        try:
            while not stop.is_set() and done[0] < 500:
                hall.register("2020-03-03 09:00")
                done[0] += 1
        except Exception as failure:
            broken.append(failure)
        finally:
            connections.close_all()

    worker = threading.Thread(target=act)
    worker.start()
    files = [tmp_path / f"{n}.tar.gz" for n in range(3)]
    ends = [make(file, at("2020-03-04 09:00")).chains["hall"].size for file in files]
    before = done[0]
    stop.set()
    worker.join()
    assert broken == []
    assert before > 0
    assert ends == sorted(ends)
    assert ends[0] <= read.head("hall")[0]
    ran = elsewhere.run("restore", files[-1])
    assert ran.code == 0, ran.err


def test_without_keys_it_waits_for_those_kept_apart(
    bancheng: Bancheng, hall: Hall, tmp_path: Path, elsewhere: Office
) -> None:
    file = tmp_path / "bare.tar.gz"
    assert bancheng("backup", file, "--without-keys").code == 0
    with tarfile.open(file) as tar:
        assert not any(name.startswith("keys") for name in tar.getnames())
    ran = elsewhere.run("restore", file)
    assert ran.code == 1
    assert "不含密钥" in ran.err
    shutil.copytree(Path(settings.BANCHENG_DATA) / "keys", elsewhere.data / "keys")
    ran = elsewhere.run("restore", file)
    assert ran.code == 0, ran.err


def test_a_place_that_is_in_use_is_never_overwritten(
    bancheng: Bancheng, backup: Path, elsewhere: Office
) -> None:
    cases = CaseRow.objects.count()
    ran = bancheng("restore", backup)
    assert ran.code == 1
    assert "不是空的" in ran.err
    assert CaseRow.objects.count() == cases
    assert elsewhere.run("restore", backup).code == 0
    assert elsewhere.run("restore", backup).code == 1


def _repacked(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with its members changed, packed again by somebody who knows tar."""
    with tarfile.open(backup) as tar:
        members = {
            m.name: opened.read() for m in tar.getmembers() if (opened := tar.extractfile(m))
        }
    change(members)
    forged = backup.with_name("forged.tar.gz")
    with tarfile.open(forged, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return forged


def _first(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.startswith(("database", "tables/journal_entry")))


def _flip(members: dict[str, bytes]) -> None:
    content = bytearray(members[_first(members)])
    content[len(content) // 2] ^= 1
    members[_first(members)] = bytes(content)


def _lose(members: dict[str, bytes]) -> None:
    del members[_first(members)]


def _slip_in(members: dict[str, bytes]) -> None:
    members["keys/other.key"] = b"0" * 64


def _other_head(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    manifest["chains"]["hall"]["head"] = "0" * 64
    members["manifest.json"] = json.dumps(manifest).encode()


def _other_count(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    manifest["tables"]["people_user"] += 1
    members["manifest.json"] = json.dumps(manifest).encode()


def _no_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


def _strange_manifest(members: dict[str, bytes]) -> None:
    members["manifest.json"] = b'{"bancheng_backup": 99}'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_flip, "与清单不符"),
        (_lose, "缺少"),
        (_slip_in, "多出清单没有的 keys/other.key"),
        (_other_head, "末条与清单不符"),
        (_other_count, "备份不完整"),
        (_no_manifest, "没有清单"),
        (_strange_manifest, "格式本版本不认识"),
    ],
)
def test_any_damage_is_named_and_leaves_the_place_empty(
    backup: Path,
    elsewhere: Office,
    change: Callable[[dict[str, bytes]], None],
    said: str,
) -> None:
    ran = elsewhere.run("restore", _repacked(backup, change))
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
    # keys and checkpoints first: what was laid out before the fault showed is gone again
    assert not [path for path in elsewhere.data.glob("*/*") if path.is_file()]


@pytest.mark.database
def test_a_forged_entry_in_a_backup_repacked_with_fresh_digests_is_found(
    backup: Path, elsewhere: Office
) -> None:
    def forge(members: dict[str, bytes]) -> None:
        name = _first(members)
        before = members[name]
        needle = b"accepted" if connection.vendor == "sqlite" else b"6163636570746564"
        other = b"accepteD" if connection.vendor == "sqlite" else b"6163636570746544"
        members[name] = before.replace(needle, other)
        assert members[name] != before
        manifest = json.loads(members["manifest.json"])
        manifest["files"][name] = hashlib.sha256(members[name]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()

    ran = elsewhere.run("restore", _repacked(backup, forge))
    assert ran.code == 1
    assert "日志" in ran.err
    assert elsewhere.run("restore", backup).code == 0


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_a_file_that_was_cut_short_is_no_backup(backup: Path, elsewhere: Office, cut: int) -> None:
    backup.write_bytes(backup.read_bytes()[:cut])
    ran = elsewhere.run("restore", backup)
    assert ran.code == 1
    assert "backup.tar.gz" in ran.err
    assert "Traceback" not in ran.err


def test_an_older_backup_is_never_overwritten(bancheng: Bancheng, backup: Path) -> None:
    kept = backup.read_bytes()
    ran = bancheng("backup", backup)
    assert ran.code == 1
    assert "已经存在" in ran.err
    assert backup.read_bytes() == kept
    assert backup.stat().st_mode & 0o077 == 0
    assert bancheng("backup", backup.parent / "nowhere" / "b.tar.gz").code == 1


def test_a_manifest_reads_back_as_it_was_written(hall: Hall, tmp_path: Path) -> None:
    manifest = make(tmp_path / "b.tar.gz", at("2020-03-04 09:00"))
    assert read_manifest(manifest.written()) == manifest
    with pytest.raises(BackupError, match="读不出来"):
        read_manifest("[]")
