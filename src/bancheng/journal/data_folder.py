"""数据目录: keys and checkpoints beside the database, written so that a power cut spares them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings


def data_folder() -> Path:
    """The folder of this installation (setting ``BANCHENG_DATA``)."""
    return Path(settings.BANCHENG_DATA)


def folder(name: str) -> Path:
    """A subfolder only the program's own user may enter; made when missing."""
    path = data_folder() / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def create_once(path: Path, content: bytes) -> bytes:
    """Puts ``content`` at ``path`` unless something stands there; gives what stands there then.

    Complete or absent, even when two programs try at once or the power fails: whoever links the
    finished file first wins, and the other reads that one.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return path.read_bytes()
    finally:
        draft.unlink()
    sync_folder(path.parent)
    return content


def append_line(path: Path, line: str) -> None:
    """Adds a line to a file and returns when it is on disk.

    A line that a power cut left unfinished is closed first, so that it spoils no other.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else "\n" + line
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Returns when the names in a folder are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
