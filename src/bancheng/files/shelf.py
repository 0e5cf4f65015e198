"""库房: the contents of files on disk, each under a random name and a key of its own.

Written before any row names it and in an order that a power cut cannot turn round: the file's own
bytes, then its name in its folder, and only then the caller's transaction. Nothing is ever changed;
a file is whole or not there.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from bancheng.journal.cipher import hide_file, reveal_file
from bancheng.journal.data_folder import create_once, data_folder, sync_folder

FOLDER = "files"
ID = re.compile(r"^[0-9a-f]{32}$")
Part = Literal["content", "small"]
ENDINGS: dict[Part, str] = {"content": "", "small": ".small"}


def new_id() -> str:
    """A name that says nothing and cannot be guessed: 128 random bits."""
    return secrets.token_hex(16)


def put(file_id: str, part: Part, key: bytes, content: bytes) -> None:
    """Returns when the content, encrypted, and its name are on disk."""
    path = path_of(file_id, part)
    _make_shelf(path.parent)
    create_once(path, hide_file(key, (file_id, part), content))


def get(file_id: str, part: Part, key: bytes, cipher: str) -> bytes:
    """The content. Raises FileNotFoundError, CannotOpenError."""
    return reveal_file(key, (file_id, part), path_of(file_id, part).read_bytes(), cipher)


def has(file_id: str) -> bool:
    """Whether the content lies on its shelf."""
    return path_of(file_id, "content").is_file()


def remove(file_id: str) -> None:
    """Take a file off its shelf; it may be gone already."""
    for part in ENDINGS:
        path_of(file_id, part).unlink(missing_ok=True)


def path_of(file_id: str, part: Part) -> Path:
    """Where a part of a file lies. Raises ValueError for what is no id."""
    if not ID.match(file_id):
        raise ValueError("not the id of a file")
    return data_folder() / FOLDER / file_id[:2] / f"{file_id}{ENDINGS[part]}"


def on_shelf(number: int) -> Iterator[tuple[str, datetime]]:
    """The files of one of the 256 shelves: id and time of writing; drafts cut off by a power cut
    under the id they were to have."""
    shelf = data_folder() / FOLDER / f"{number:02x}"
    for path in sorted(shelf.iterdir()) if shelf.is_dir() else ():
        name = path.name.lstrip(".").partition(".")[0]
        if ID.match(name):
            written = path.stat().st_mtime
            yield name, datetime.fromtimestamp(written).astimezone()


def remove_drafts(file_id: str) -> None:
    """Take away what a power cut left half written."""
    for draft in path_of(file_id, "content").parent.glob(f".{file_id}*"):
        draft.unlink(missing_ok=True)


def _make_shelf(shelf: Path) -> None:
    if shelf.is_dir():
        return
    for folder in (shelf.parent, shelf):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)
