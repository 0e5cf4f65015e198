"""写行: rows written by statements composed once, and not once an act.

An act writes a handful of rows whose columns never change; having the ORM compose these statements
anew each time cost more than the disk. Values pass through the fields of the model as ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Values = Mapping[str, Any]


def add(model: type[Model], rows: Sequence[Values]) -> None:
    """Insert rows, which all name the same fields of the model."""
    if not rows:
        return
    names = tuple(rows[0])
    columns, places = ", ".join(_columns(model, names)), ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_prepared(model, names, row) for row in rows])


def change(model: type[Model], where: Values, values: Values) -> None:
    """Set ``values`` on the rows that have all of ``where``."""
    sets = ", ".join(f"{column} = %s" for column in _columns(model, tuple(values)))
    prepared = _prepared(model, tuple(values), values)
    statement = f"UPDATE {_table(model)} SET {sets}"  # noqa: S608 - our own names
    _run(statement, model, where, prepared)


def clear(model: type[Model], where: Values) -> None:
    """Delete the rows that have all of ``where``; nothing may hang on them."""
    statement = f"DELETE FROM {_table(model)}"  # noqa: S608 - our own names
    _run(statement, model, where, [])


def _run(statement: str, model: type[Model], where: Values, before: list[Any]) -> None:
    names = tuple(where)
    found = " AND ".join(f"{column} = %s" for column in _columns(model, names))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE {found}", [*before, *_prepared(model, names, where)])


def _prepared(model: type[Model], names: tuple[str, ...], values: Values) -> list[Any]:
    fields = _fields(model, names)
    return [
        field.get_db_prep_save(values[name], connection)
        for name, field in zip(names, fields, strict=True)
    ]


@lru_cache(maxsize=64)
def _fields(model: type[Model], names: tuple[str, ...]) -> tuple[Field[Any, Any], ...]:
    known = {field.name: field for field in model._meta.concrete_fields}
    return tuple(known[name] for name in names)


def _columns(model: type[Model], names: tuple[str, ...]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in _fields(model, names)]


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
