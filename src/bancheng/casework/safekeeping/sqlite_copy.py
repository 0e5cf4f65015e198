"""A copy of a SQLite database while others write to it, and what it holds. Knows no Django."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bancheng.casework.safekeeping.manifest import BackupError, ChainEnd

FILE = "database.sqlite3"


def copy(source: Path, folder: Path) -> None:
    """One consistent copy, as of one moment, into ``folder``; writers are not held up."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(folder / FILE)) as copied,
    ):
        live.backup(copied)
        # the copy is one file: what stood in the write-ahead log is in it already
        copied.execute("PRAGMA journal_mode = DELETE")


def counts(database: Path) -> dict[str, int]:
    """The number of rows of every table."""
    with closing(_opened(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in sorted(names)
        }


def chain_ends(database: Path) -> dict[str, ChainEnd]:
    """Where each chain of the journal ends."""
    with closing(_opened(database)) as connection:
        rows = connection.execute(
            "SELECT chain, position, hash FROM journal_entry AS entry WHERE position ="
            " (SELECT max(position) FROM journal_entry WHERE chain = entry.chain)"
        )
        return {chain: ChainEnd(position, head) for chain, position, head in rows}


def first_column(database: Path, table: str, column: str) -> list[str]:
    """The values of one column of a copied table."""
    with closing(_opened(database)) as connection:
        rows = connection.execute(f'SELECT "{column}" FROM "{table}"')  # noqa: S608 - ours
        return [value for (value,) in rows]


def check(database: Path) -> None:
    """Whether the database file is sound in itself. Raises BackupError."""
    try:
        with closing(_opened(database)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as broken:
        raise BackupError(f"备份里的数据库打不开：{broken}。") from broken
    if found != "ok":
        raise BackupError(f"备份里的数据库已损坏：{found}。")


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
