"""只追加不改动: triggers by which the database itself refuses to change or remove sealed rows.

They stop slips and ordinary tools, not somebody who may drop triggers; against that one stand the
hashes and the signed checkpoints. A later migration that has SQLite rebuild one of these tables
must put the triggers up again; a test looks whether they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {
    "journal_entry": "日志条目只能追加，不能改动或删除。要更正，请在系统里办理“更正”。",
    "journal_checkpoint": "日志检查点只能追加，不能改动或删除。",
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Creates the triggers, replacing those that stand."""
    take_down(connection)
    _run(connection, list(_creations(connection.vendor)))


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drops the triggers (a migration backwards, or a test that plays the forger)."""
    _run(connection, list(_removals(connection.vendor)))


def standing(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger stands and is awake."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname FROM pg_trigger"
            " WHERE tgname LIKE 'journal_%%_guard%%' AND tgenabled IN ('O', 'A')"
        )
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        found = {name for (name,) in cursor.fetchall()}
    return found >= set(_names(connection.vendor))


def _names(vendor: str) -> Iterator[str]:
    for table in TABLES:
        if vendor == "postgresql":
            yield f"{table}_guard"
        else:
            yield from (f"{table}_guard_{act}" for act in ("update", "delete", "insert"))


def _creations(vendor: str) -> Iterator[str]:
    for table, message in TABLES.items():
        yield from (
            _postgresql(table, message) if vendor == "postgresql" else _sqlite(table, message)
        )


def _sqlite(table: str, message: str) -> Iterator[str]:
    for act in ("update", "delete"):
        yield (
            f"CREATE TRIGGER {table}_guard_{act} BEFORE {act.upper()} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
    # REPLACE removes rows without waking delete triggers, so it is refused where it comes in.
    same = f"SELECT 1 FROM {table} WHERE {_SAME[table]}"  # noqa: S608 - names of our own only
    yield (
        f"CREATE TRIGGER {table}_guard_insert BEFORE INSERT ON {table} WHEN EXISTS ({same})"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_SAME = {
    "journal_entry": (
        "rowid = NEW.rowid OR (chain = NEW.chain AND position = NEW.position)"
        " OR (case_no = NEW.case_no AND version = NEW.version)"
        " OR (command_id = NEW.command_id AND command_index = NEW.command_index)"
    ),
    "journal_checkpoint": "rowid = NEW.rowid OR (chain = NEW.chain AND size = NEW.size)",
}


def _postgresql(table: str, message: str) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
        " END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()"
    )


def _removals(vendor: str) -> Iterator[str]:
    for table in TABLES:
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_guard ON {table}"
            yield f"DROP FUNCTION IF EXISTS {table}_guard()"
    if vendor != "postgresql":
        yield from (f"DROP TRIGGER IF EXISTS {name}" for name in _names(vendor))


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
