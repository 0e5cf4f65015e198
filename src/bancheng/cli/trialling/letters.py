"""Letters of citizens from a table: what was asked, when, and what was answered when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bancheng.casework.importing.odd_times import OddTimeError, read_time
from bancheng.casework.importing.table_file import Row, read_table
from bancheng.cli.ending import misused
from bancheng.core.calendar import CHINA

COLUMNS = ("id", "subject", "submitted_at", "text", "reply", "replied_at")


@dataclass(frozen=True)
class Letter:
    """One letter. ``replied_at`` is None where no reply was given or its time is before it."""

    number: str
    matter: str
    came_at: datetime
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True)
class Letters:
    """All letters of a file, and which rows could not be read and why."""

    read: list[Letter]
    unread: list[str]
    written_as: str


def read_letters(file: Path) -> Letters:
    """The whole file. Raises UnreadableFileError; rows that make no letter are told."""
    table = read_table(file)
    missing = [name for name in COLUMNS if name not in table.header]
    if missing:
        misused(f"{file.name} 缺少 {'、'.join(missing)} 栏；表头应有 {','.join(COLUMNS)}。")
    found: list[Letter] = []
    unread: list[str] = []
    for row in table.rows:
        try:
            found.append(_letter(row))
        except (OddTimeError, _EmptyError) as wrong:
            unread.append(f"第 {row.line} 行（id {row.cells['id']}）：{wrong}")
    return Letters(found, unread, table.written_as)


class _EmptyError(ValueError):
    pass


def _letter(row: Row) -> Letter:
    cells = {name: str(row.cells[name] or "").strip() for name in COLUMNS}
    if not cells["subject"] and not cells["text"]:
        raise _EmptyError("主题和内容都是空的")
    came_at = read_time(row.cells["submitted_at"], CHINA).at
    replied_at = read_time(row.cells["replied_at"], CHINA).at if cells["replied_at"] else None
    if replied_at is not None and replied_at <= came_at:
        replied_at = None
    matter = f"{cells['subject']}\n{cells['text']}".strip()
    return Letter(cells["id"], matter, came_at, cells["reply"], replied_at)
