"""写行: rows written by statements composed once, and not once an act.

An act writes a handful of rows whose columns never change; having the ORM compose these statements
anew each time cost more than the disk. Values pass through the fields of the model as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

Values = Mapping[str, Any]
Names = tuple[str, ...]
Fields = tuple["Field[Any, Any]", ...]


def add(model: type[Model], rows: Sequence[Values]) -> None:
    """Insert rows, which all name the same fields of the model."""
    if not rows:
        return
    names = tuple(rows[0])
    into, fields = _insertion(model, names)
    with connection.cursor() as cursor:
        cursor.executemany(into, [_prepared(fields, row.values(), cursor.db) for row in rows])


def add_one(model: type[Model], row: Values) -> int:
    """Insert one row and say its key."""
    into, fields = _insertion(model, tuple(row))
    with connection.cursor() as cursor:
        cursor.execute(f"{into} RETURNING id", _prepared(fields, row.values(), cursor.db))
        return int(cursor.fetchone()[0])


def change(model: type[Model], where: Values, values: Values) -> None:
    """Set ``values`` on the rows that have all of ``where``."""
    statement, fields = _update(model, tuple(values), tuple(where))
    _run(statement, fields, [*values.values(), *where.values()])


def clear(model: type[Model], where: Values) -> None:
    """Delete the rows that have all of ``where``; nothing may hang on them."""
    statement, fields = _deletion(model, tuple(where))
    _run(statement, fields, where.values())


def _run(statement: str, fields: Fields, values: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, _prepared(fields, values, cursor.db))


def _prepared(fields: Fields, values: Iterable[Any], engine: BaseDatabaseWrapper) -> list[Any]:
    return [f.get_db_prep_save(v, engine) for f, v in zip(fields, values, strict=True)]


@lru_cache(maxsize=64)
def _insertion(model: type[Model], names: Names) -> tuple[str, Fields]:
    fields = _fields(model, names)
    columns = ", ".join(_quoted(fields))
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})", fields  # noqa: S608 - ours


@lru_cache(maxsize=256)
def _update(model: type[Model], names: Names, where: Names) -> tuple[str, Fields]:
    set_fields, found = _fields(model, names), _fields(model, where)
    sets = ", ".join(f"{column} = %s" for column in _quoted(set_fields))
    statement = f"UPDATE {_table(model)} SET {sets} WHERE {_all_of(found)}"  # noqa: S608 - ours
    return statement, set_fields + found


@lru_cache(maxsize=64)
def _deletion(model: type[Model], where: Names) -> tuple[str, Fields]:
    found = _fields(model, where)
    return f"DELETE FROM {_table(model)} WHERE {_all_of(found)}", found  # noqa: S608 - ours


def _all_of(fields: Fields) -> str:
    return " AND ".join(f"{column} = %s" for column in _quoted(fields))


def _fields(model: type[Model], names: Names) -> Fields:
    known = {field.name: field for field in model._meta.concrete_fields}
    return tuple(known[name] for name in names)


def _quoted(fields: Fields) -> list[str]:
    return [f'"{field.column}"' for field in fields]  # both engines quote names so


def _table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'
