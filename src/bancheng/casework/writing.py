"""写行: rows written by statements composed once, and not once an act.

An act writes a handful of rows whose columns never change; having the ORM compose these statements
anew each time, and each field look at its value, cost more than the disk. Times and lists are put
as the engine keeps them; every other value stands in its column as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

from bancheng.journal import engine

Values = Mapping[str, Any]
Names = tuple[str, ...]
Putters = tuple[Callable[[Any], Any] | None, ...]


def add(model: type[Model], rows: Sequence[Values]) -> None:
    """Insert rows, which all name the same fields of the model."""
    if not rows:
        return
    into, putters = _insertion(model, tuple(rows[0]))
    engine.run_each(into, [_put(putters, row.values()) for row in rows])


def add_one(model: type[Model], row: Values) -> int:
    """Insert one row and say its key."""
    into, putters = _insertion(model, tuple(row))
    ((key,),) = engine.rows(f"{into} RETURNING id", *_put(putters, row.values()))
    return int(key)


def change(model: type[Model], where: Values, values: Values) -> None:
    """Set ``values`` on the rows that have all of ``where``."""
    statement, putters = _update(model, tuple(values), tuple(where))
    engine.run(statement, _put(putters, [*values.values(), *where.values()]))


def clear(model: type[Model], where: Values) -> None:
    """Delete the rows that have all of ``where``; nothing may hang on them."""
    statement, putters = _deletion(model, tuple(where))
    engine.run(statement, _put(putters, where.values()))


def _put(putters: Putters, values: Iterable[Any]) -> list[Any]:
    return [
        value if put is None or value is None else put(value)
        for put, value in zip(putters, values, strict=True)
    ]


@lru_cache(maxsize=64)
def _insertion(model: type[Model], names: Names) -> tuple[str, Putters]:
    fields = _fields(model, names)
    columns = ", ".join(_quoted(fields))
    places = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})"  # noqa: S608 - ours
    return into, _putters(fields)


@lru_cache(maxsize=256)
def _update(model: type[Model], names: Names, where: Names) -> tuple[str, Putters]:
    set_fields, found = _fields(model, names), _fields(model, where)
    sets = ", ".join(f"{column} = %s" for column in _quoted(set_fields))
    statement = f"UPDATE {_table(model)} SET {sets} WHERE {_all_of(found)}"  # noqa: S608 - ours
    return statement, _putters(set_fields + found)


@lru_cache(maxsize=64)
def _deletion(model: type[Model], where: Names) -> tuple[str, Putters]:
    found = _fields(model, where)
    statement = f"DELETE FROM {_table(model)} WHERE {_all_of(found)}"  # noqa: S608 - ours
    return statement, _putters(found)


def _all_of(fields: Iterable[Field[Any, Any]]) -> str:
    return " AND ".join(f"{column} = %s" for column in _quoted(fields))


def _fields(model: type[Model], names: Names) -> tuple[Field[Any, Any], ...]:
    known = {field.name: field for field in model._meta.concrete_fields}
    return tuple(known[name] for name in names)


def _putters(fields: Iterable[Field[Any, Any]]) -> Putters:
    return tuple(_putter(field) for field in fields)


def _putter(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, DateTimeField):
        return engine.moment
    if isinstance(field, JSONField):
        adapt, encoder = connection.ops.adapt_json_value, field.encoder
        return lambda value: adapt(value, encoder)
    return None


def _quoted(fields: Iterable[Field[Any, Any]]) -> list[str]:
    return [f'"{field.column}"' for field in fields]  # both engines quote names so


def _table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'
