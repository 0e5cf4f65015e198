"""Who acts: a person at a unit, with the roles the unit's posts give at the centre of the case."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """``user`` is the stable user name, ``unit`` the code of the unit acted for.

    ``roles`` are role names of the standard (``window``, ``supervision`` …); roles relative to a
    case (lead department …) are worked out from the case and never stand here.

    ``stand_ins`` are the same person in the place of colleagues who are away (AB角), each with the
    unit and roles of that colleague and of nobody else; ``substitute_for`` names the colleague.
    """

    user: str
    unit: str | None
    roles: frozenset[str]
    substitute_for: str | None = None
    stand_ins: tuple[Actor, ...] = ()

    @property
    def parts(self) -> tuple[Actor, ...]:
        """The actor alone, then in the place of each colleague."""
        return (replace(self, stand_ins=()), *self.stand_ins) if self.stand_ins else (self,)

    @property
    def names(self) -> frozenset[str]:
        """Who acts and in whose place: whatever may be nobody's own doing is nobody's of these."""
        return frozenset({self.user, self.substitute_for or self.user})


SYSTEM = Actor("system", None, frozenset({"system"}))
