"""归档库: the packages on disk, each encrypted under a key of its own; whole or not there.

Apart from the shelf of attachments: those go with the case when it is erased, a package stays until
its own time is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bancheng.journal.cipher import hide_file, reveal_file
from bancheng.journal.data_folder import create_once, data_folder, folder, sync_folder

FOLDER = "archive"
ID = re.compile(r"^[0-9a-f]{32}$")
PART = "package"


def put(file_id: str, key: bytes, content: bytes) -> None:
    """Returns when the package, encrypted, and its name are on disk."""
    path = path_of(file_id)
    if not path.parent.is_dir():
        folder(FOLDER)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent.parent)
    create_once(path, hide_file(key, (file_id, PART), content))


def get(file_id: str, key: bytes, cipher: str) -> bytes:
    """The package. Raises FileNotFoundError, CannotOpenError."""
    return reveal_file(key, (file_id, PART), path_of(file_id).read_bytes(), cipher)


def remove(file_id: str) -> None:
    """Take a package off its shelf; it may be gone already."""
    path_of(file_id).unlink(missing_ok=True)


def path_of(file_id: str) -> Path:
    """Where a package lies. Raises ValueError for what is no id."""
    if not ID.match(file_id):
        raise ValueError("not the id of a package")
    return data_folder() / FOLDER / file_id[:2] / file_id


def on_shelf() -> Iterator[tuple[str, datetime]]:
    """Every package with the time of its writing."""
    for path in sorted((data_folder() / FOLDER).glob("[0-9a-f][0-9a-f]/*")):
        if ID.match(path.name):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime).astimezone()
