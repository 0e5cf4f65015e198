"""A copy of a PostgreSQL database table by table, all as of one moment, and its way back.

The tables themselves are made by the same release's migrations; only what stands in them is kept.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction
from psycopg import sql

from bancheng.casework.safekeeping.manifest import BackupError, ChainEnd

FOLDER = "tables"
MIGRATIONS = "django_migrations"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_ENDS = (
    "SELECT DISTINCT ON (chain) chain, position, hash FROM journal_entry"
    " ORDER BY chain, position DESC"
)
_SEQUENCES = (
    "SELECT c.table_name, c.column_name FROM information_schema.columns c"
    " WHERE c.table_schema = current_schema() AND (c.is_identity = 'YES'"
    " OR c.column_default LIKE 'nextval%%')"
)


def copy(folder: Path) -> tuple[dict[str, int], dict[str, ChainEnd]]:
    """Every table into a file of its own; row counts and chain ends as of the same moment."""
    target = folder / FOLDER
    target.mkdir()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        counted = {}
        for table in _tables():
            cursor.execute(_statement("SELECT count(*) FROM {}", table))
            counted[table] = int(cursor.fetchone()[0])
            with (
                (target / f"{table}.copy").open("wb") as file,
                cursor.copy(_statement("COPY {} TO STDOUT", table)) as rows,
            ):
                for block in rows:
                    file.write(block)
        cursor.execute(_ENDS)
        ends = {chain: ChainEnd(size, head) for chain, size, head in cursor.fetchall()}
    return counted, ends


def first_column(folder: Path, table: str) -> list[str]:
    """The values of the first column of a copied table; they must be plain words."""
    rows = (folder / FOLDER / f"{table}.copy").read_text("utf-8").splitlines()
    return [row.partition("\t")[0] for row in rows]


def bring_back(folder: Path, tables: list[str]) -> None:
    """Fill the freshly made tables. Raises BackupError where a table is not known here."""
    unknown = sorted(set(tables) - set(_tables()))
    if unknown:
        raise BackupError(f"备份里的表 {unknown[0]} 本版本没有，请用做这份备份的版本来恢复。")
    kept = [table for table in tables if table != MIGRATIONS]
    with transaction.atomic(), connection.cursor() as cursor:
        for table in kept:
            if not table.startswith("journal_"):  # guarded, and empty in a new database
                cursor.execute(_statement("DELETE FROM {}", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in kept:
            with cursor.copy(_statement("COPY {} FROM STDIN", table)) as rows:
                rows.write((folder / FOLDER / f"{table}.copy").read_bytes())
        cursor.execute(_SEQUENCES)
        for table, column in cursor.fetchall():
            _go_on_counting(table, column)


def _go_on_counting(table: str, column: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({name}, {number}),"
                " (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
            ).format(
                name=sql.Literal(f'"{table}"'),
                number=sql.Literal(column),
                column=sql.Identifier(column),
                table=sql.Identifier(table),
            )
        )


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return [name for (name,) in cursor.fetchall()]


def _statement(text: str, table: str) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(table))
