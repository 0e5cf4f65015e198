"""Who acts: a person at a unit, with the roles the unit's posts give at the centre of the case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """``user`` is the stable user name, ``unit`` the code of the unit acted for.

    ``roles`` are role names of the standard (``window``, ``supervision`` …); roles relative to a
    case (lead department …) are worked out from the case and never stand here.
    """

    user: str
    unit: str | None
    roles: frozenset[str]


SYSTEM = Actor("system", None, frozenset({"system"}))
