"""代: in whose place somebody would do a duty, so that the list says it before the act does.

A duty that I hold anyway is mine, whoever else is away. It is in a colleague's place if only their
post gives it to me, or if the case is theirs by name (首问负责) and I stand in for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.casework.duty_row import DutyRow
from bancheng.people import seats
from bancheng.people.counting import Part
from bancheng.people.user import User


def places(user: User, rows: Iterable[DutyRow]) -> dict[int, str]:
    """The user name of the colleague by the key of the duty's row; only where there is one."""
    holders = seats.stands_in_for(user)
    if not holders:
        return {}
    found = {row.pk: _place(row, seats.parts_at(user, row.chain), holders) for row in rows}
    return {key: holder for key, holder in found.items() if holder}


def _place(row: DutyRow, parts: Iterable[Part], holders: Iterable[str]) -> str:
    held = [part for part in parts if _holds(part, row)]
    if any(part.holder is None for part in held):
        answerable = row.case.answerable or ""
        return answerable if answerable in holders else ""
    return next((part.holder for part in held if part.holder), "")


def _holds(part: Part, row: DutyRow) -> bool:
    if row.unit is not None:
        return any(post.unit.code == row.unit for post in part.posts)
    return row.by in part.roles
