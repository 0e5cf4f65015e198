"""恢复: a backup brought back into an empty place, and proved to be what was backed up."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from bancheng.casework import file_check
from bancheng.casework.safekeeping import file_copies, postgres_copy, sqlite_copy
from bancheng.casework.safekeeping.backup import CHECKPOINTS, KEYS, PACKAGES
from bancheng.casework.safekeeping.manifest import (
    NAME,
    BackupError,
    Manifest,
    check_files,
    read_manifest,
)
from bancheng.casework.safekeeping.package_file import unpack
from bancheng.files.shelf import FOLDER as FILES
from bancheng.journal import read, verify
from bancheng.journal.data_folder import data_folder

MASTER = "master.key"


def bring_back(file: Path) -> Manifest:
    """Restore a backup and verify it: digests, counts, chain ends, journal, checkpoints.

    Raises BackupError; the place is then as empty as it was.
    """
    _must_be_empty()
    base = data_folder()
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".bancheng-restore-", dir=base) as place:
        folder = Path(place)
        unpack(file, folder)
        manifest = read_manifest((folder / NAME).read_text(encoding="utf-8"))
        check_files(manifest, folder)
        _must_fit(manifest, folder)
        undo: list[Callable[[], None]] = []
        try:
            _put_folders(manifest, folder, undo)
            _put_database(manifest, folder, undo)
            _prove(manifest)
        except BaseException:
            for step in reversed(undo):
                step()
            raise
    return manifest


def _must_be_empty() -> None:
    if connection.introspection.table_names():
        raise BackupError(
            "要恢复到的数据库不是空的。为免盖掉现有的数据，请用 DATABASE_URL 另指一个空库，"
            "并用 BANCHENG_DATA 另指一个空目录。"
        )
    for name, what in ((CHECKPOINTS, "检查点"), (FILES, "附件"), (PACKAGES, "归档包")):
        folder = data_folder() / name
        if folder.is_dir() and any(folder.iterdir()):
            raise BackupError(f"{folder} 里已有{what}，请用 BANCHENG_DATA 另指一个空目录。")


def _must_fit(manifest: Manifest, folder: Path) -> None:
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"这份备份来自 {manifest.engine}，而 DATABASE_URL 指的是 {connection.vendor}。"
            "请恢复到同一种数据库。"
        )
    key = data_folder() / KEYS / MASTER
    if manifest.with_keys and key.exists():
        raise BackupError(f"{key} 已经存在：备份自带密钥，不会盖掉现有的。请另指一个空目录。")
    if not manifest.with_keys and not key.exists():
        raise BackupError(
            f"这份备份不含密钥。请先把单独保管的 keys 文件夹放到 {key.parent}，再恢复。"
        )
    if manifest.engine == "sqlite":
        sqlite_copy.check(folder / sqlite_copy.FILE)


def _put_folders(manifest: Manifest, folder: Path, undo: list[Callable[[], None]]) -> None:
    for name in (CHECKPOINTS, FILES, PACKAGES, *([KEYS] if manifest.with_keys else [])):
        target = data_folder() / name
        if not (folder / name).is_dir():
            continue
        undo.append(partial(shutil.rmtree, target, ignore_errors=True))
        shutil.copytree(folder / name, target, dirs_exist_ok=True)
        target.chmod(0o700)
        for path in target.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _put_database(manifest: Manifest, folder: Path, undo: list[Callable[[], None]]) -> None:
    if manifest.engine == "sqlite":
        undo.append(_remove_sqlite)
        _remove_sqlite()
        target = Path(connection.settings_dict["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / sqlite_copy.FILE, target)
        with target.open("rb") as copied:
            os.fsync(copied.fileno())
        return
    call_command("migrate", interactive=False, verbosity=0)
    undo.append(_empty_postgres)
    postgres_copy.bring_back(folder, sorted(manifest.tables))


def _remove_sqlite() -> None:
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for path in (name, f"{name}-wal", f"{name}-shm"):
        Path(path).unlink(missing_ok=True)


def _empty_postgres() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'DROP TABLE "{table}" CASCADE')


def _prove(manifest: Manifest) -> None:
    """What stands there now is what the manifest says. Raises BackupError."""
    with connection.cursor() as cursor:
        for table, wanted in manifest.tables.items():
            if table == postgres_copy.MIGRATIONS:
                continue
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found = int(cursor.fetchone()[0])
            if found != wanted:
                raise BackupError(f"恢复后 {table} 有 {found} 行，清单是 {wanted} 行：备份不完整。")
    for chain, end in manifest.chains.items():
        if read.head(chain) != (end.size, end.head):
            raise BackupError(f"恢复后“{chain}”的日志末条与清单不符：备份被改动过。")
    verdict = verify.verify()
    if not verdict.ok:
        told = "".join(found.sentence for found in verdict.breaks)
        raise BackupError(f"恢复后日志核验不通过：{told}")
    if file_copies.TABLE in manifest.tables:
        _prove_files(manifest)


def _prove_files(manifest: Manifest) -> None:
    """Every attached file is the one that was attached, but for those the backup never had."""
    faults = file_check.check().faults
    told = [fault for file_id, fault in faults.items() if file_id not in manifest.missing_files]
    if told:
        raise BackupError(f"恢复后附件核验不通过：{''.join(told[:5])}")
