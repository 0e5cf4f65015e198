"""备份: database, attachments, archive, checkpoints and keys in one file, while people work on."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bancheng.casework.safekeeping import file_copies, postgres_copy, sqlite_copy
from bancheng.casework.safekeeping.manifest import (
    NAME,
    BackupError,
    ChainEnd,
    Manifest,
    digests_below,
)
from bancheng.casework.safekeeping.package_file import pack
from bancheng.journal.data_folder import data_folder

CHECKPOINTS, KEYS, PACKAGES = "checkpoints", "keys", "archive"


def make(file: Path, now: datetime, with_keys: bool = True) -> Manifest:
    """Make a backup and say what is in it. Raises BackupError; then there is no file."""
    if file.exists():
        raise BackupError(f"{file} 已经存在，请换一个文件名：旧备份不会被覆盖。")
    if not file.parent.is_dir():
        raise BackupError(f"没有 {file.parent} 这个目录。")
    with tempfile.TemporaryDirectory(prefix=".bancheng-backup-", dir=file.parent) as place:
        folder = Path(place)
        # before the database: a checkpoint must never speak of entries that the copy lacks
        _copy_folder(CHECKPOINTS, folder)
        tables, chains = _copy_database(folder)
        # after it: a file or key made meanwhile does no harm, a missing one would
        file_copies.copy(folder)
        _copy_folder(PACKAGES, folder)
        if with_keys:
            _copy_folder(KEYS, folder)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            program=version("bancheng"),
            engine=connection.vendor,
            with_keys=with_keys,
            files=digests_below(folder),
            tables=tables,
            chains=chains,
            migrations=_migrations(),
            missing_files=tuple(file_copies.lacking(folder, _attached(folder))),
        )
        (folder / NAME).write_text(manifest.written(), encoding="utf-8")
        pack(folder, file)
    return manifest


def _copy_database(folder: Path) -> tuple[dict[str, int], dict[str, ChainEnd]]:
    if connection.vendor == "postgresql":
        return postgres_copy.copy(folder)
    sqlite_copy.copy(Path(connection.settings_dict["NAME"]), folder)
    copied = folder / sqlite_copy.FILE
    return sqlite_copy.counts(copied), sqlite_copy.chain_ends(copied)


def _attached(folder: Path) -> list[str]:
    """The files that the copied database names."""
    if connection.vendor == "postgresql":
        return postgres_copy.first_column(folder, file_copies.TABLE)
    return sqlite_copy.first_column(folder / sqlite_copy.FILE, file_copies.TABLE, "file_id")


def _copy_folder(name: str, folder: Path) -> None:
    source = data_folder() / name
    if source.is_dir():
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".*"))


def _migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))
