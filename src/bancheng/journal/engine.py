"""引擎: the busiest statements go to the engine's own driver.

An act sends a dozen short statements, and what Django's cursor does around each of them cost more
than the engine took for it. What that cursor promises holds here too: errors are Django's, a
transaction that broke takes nothing more, and whoever listens to statements hears these.
Statements have the same text on both engines and mark values with ``%s``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic

Values = Sequence[Any]
Row = tuple[Any, ...]

AT_ONCE = 1000

_at_hand: ContextVar[BaseDatabaseWrapper | None] = ContextVar("at_hand", default=None)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, in which the connection is looked for once and not at every statement."""
    engine = connections[DEFAULT_DB_ALIAS]
    with atomic():
        before = _at_hand.set(None if engine.queries_logged else engine)
        try:
            yield
        finally:
            _at_hand.reset(before)


def rows(statement: str, *values: Any) -> list[Row]:
    """All rows the statement gives."""
    engine, cursor, text = _ready(statement)
    with engine.wrap_database_errors:
        cursor.execute(text, values)
        found: list[Row] = cursor.fetchall()
    return found


def row(statement: str, *values: Any) -> Row | None:
    """The first row, or None."""
    found = rows(statement, *values)
    return found[0] if found else None


def portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So many at a time as one statement may be asked about, on the engine that takes fewest."""
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]


def run(statement: str, values: Values) -> None:
    """Carries out a statement that gives no rows."""
    engine, cursor, text = _ready(statement)
    with engine.wrap_database_errors:
        cursor.execute(text, values)


def run_each(statement: str, many: Sequence[Values]) -> None:
    """Carries out a statement once for each of ``many``."""
    engine, cursor, text = _ready(statement)
    with engine.wrap_database_errors:
        cursor.executemany(text, many)


def moment(at: datetime) -> str | datetime:
    """An instant as it is given to this engine; SQLite keeps UTC as text without a zone."""
    return at.astimezone(UTC).isoformat(" ")[: -len("+00:00")] if _is_sqlite() else at


def instant(stored: str | datetime | None) -> datetime | None:
    """``moment`` again, as it was read: in UTC."""
    if isinstance(stored, str):
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored


@cache
def _is_sqlite() -> bool:
    return connections[DEFAULT_DB_ALIAS].vendor == "sqlite"  # a process speaks to one engine


def in_transaction() -> bool:
    """Whether what is written now is written together with what the caller writes."""
    engine = _at_hand.get() or connections[DEFAULT_DB_ALIAS]
    return engine.in_atomic_block


def vendor() -> str:
    """Which engine it is, in Django's word."""
    return "sqlite" if _is_sqlite() else "postgresql"


def _ready(statement: str) -> tuple[BaseDatabaseWrapper, Any, str]:
    """The engine, a cursor, and the statement as this cursor reads it."""
    engine = _at_hand.get()
    if engine is None:
        engine = connections[DEFAULT_DB_ALIAS]
        if engine.queries_logged:
            return engine, engine.cursor(), statement
        engine.ensure_connection()
    if engine.execute_wrappers:
        return engine, engine.cursor(), statement
    if engine.needs_rollback:
        engine.validate_no_broken_transaction()
    if _is_sqlite():  # Django's own cursor would rewrite the marks each time
        return engine, engine.connection.cursor(), _with_question_marks(statement)
    return engine, engine.create_cursor(), statement


@lru_cache(maxsize=1024)
def _with_question_marks(statement: str) -> str:
    return statement.replace("%s", "?")
