"""其中看得见的: the read door asked about many rows at once, composed once for all who read alike.

It is asked at every pause in somebody's typing, where composing the query anew would cost more
than the engine takes for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from bancheng.casework.access import visible_to
from bancheng.casework.reading_rights import Reading, reading_of
from bancheng.journal import engine
from bancheng.people.user import User

ROOM = 30  # rows are asked about by the thirty


def seen_among(user: User, pks: Sequence[int], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The columns of those of these rows that this person may see, as the engine keeps them."""
    if not user.is_active or not pks:
        return []
    room = -(-len(pks) // ROOM) * ROOM
    try:
        statement, values = _composed(reading_of(user), connection.vendor, columns, room)
    except EmptyResultSet:  # no part in cases at all
        return []
    asked = dict(zip(range(-1, -room - 1, -1), pks, strict=False))
    return engine.rows(statement, *[asked.get(v, v) if type(v) is int else v for v in values])


@lru_cache(maxsize=512)
def _composed(
    reading: Reading, engine: str, columns: tuple[str, ...], room: int
) -> tuple[str, tuple[Any, ...]]:
    """The query for so many rows, whose keys stand in it as -1, -2 …"""
    del engine  # part of the key: engines write it differently
    some = visible_to(reading).filter(pk__in=range(-1, -room - 1, -1))
    return some.values_list(*columns).query.sql_with_params()
