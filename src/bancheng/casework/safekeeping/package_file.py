"""The one file of a backup: a compressed tar, complete or not there. Knows no Django."""

from __future__ import annotations

import gzip
import os
import secrets
import tarfile
import zlib
from pathlib import Path

from bancheng.casework.safekeeping.manifest import NAME, BackupError

BLOCK = 1 << 20


def pack(folder: Path, file: Path) -> None:
    """Put everything below ``folder`` into ``file``, the manifest first. Raises BackupError."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    names.sort(key=lambda name: name != NAME)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            with tarfile.open(fileobj=opened, mode="w:gz", compresslevel=6) as tar:
                for name in names:
                    tar.add(folder / name, name, recursive=False)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    except OSError as error:
        raise BackupError(f"写不进 {file}：{error.strerror or error}。") from error
    finally:
        draft.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> None:
    """Lay out a backup in an empty folder. Raises BackupError."""
    try:
        with gzip.open(file) as content, tarfile.open(fileobj=content, mode="r:") as tar:
            tar.extractall(folder, filter="data")
            while content.read(BLOCK):  # to the end, where the checksum of the whole stands
                pass
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OverflowError) as broken:
        # the last two: a damaged head may tell a name or a time that no disk can keep
        raise BackupError(f"{file.name} 不是完整的备份文件（{broken}），请换一份备份。") from broken
    except OSError as error:
        # gzip tells damage as an OSError without a number
        why = error.strerror or "内容已损坏"
        raise BackupError(f"读不出 {file}：{why}。") from error
    if not (folder / NAME).is_file():
        raise BackupError(f"{file.name} 里没有清单，不是本系统的备份。")
