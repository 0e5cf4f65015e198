"""谁看评分、谁定: who reads a centre whole sees every sheet, a department its own, nobody else any.

Fixing and exempting are for the roles the standard names, where they read the centre whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.access import NotFound
from bancheng.casework.holdings import whole_centres
from bancheng.casework.surroundings import standard_for
from bancheng.people import directory, seats
from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody sees of a centre's scores: all sheets, or those of their own departments."""

    centre: Unit
    whole: bool
    own: frozenset[str]
    decides: bool

    def sees(self, unit: str) -> bool:
        """Whether the sheet of this department, or of the centre, is theirs to read."""
        return self.whole or unit in self.own


def seen_by(user: User, now: datetime) -> list[Seen]:
    """The centres of which this person sees a score, in the order of the tree."""
    if not user.is_active or seats.is_administrator(user, now):
        return []
    whole, units = whole_centres(user), _departments_of(user, now)
    found = []
    for centre in seats.centres_of(user, now):
        own = frozenset(unit for unit in units if directory.counts_at(unit, centre))
        if centre.code in whole or own:
            decides = centre.code in whole and _decides(user, centre, now)
            found.append(Seen(centre, centre.code in whole, own, decides))
    return found


def sees_any(user: User, now: datetime) -> bool:
    """Whether this person sees a score at all: for the side list, and so quick."""
    if not user.is_active or seats.is_administrator(user, now):
        return False
    return bool(whole_centres(user)) or (
        bool(_departments_of(user, now)) and bool(seats.centres_of(user, now))
    )


def _departments_of(user: User, now: datetime) -> list[str]:
    known = current().units
    return [u for u in seats.units_of(user, now) if known[u].form == Form.DEPARTMENT]


def seen_at(user: User, centre: str, now: datetime) -> Seen:
    """The same at one centre. Raises NotFound where there is nothing for this person."""
    found = next((one for one in seen_by(user, now) if one.centre.code == centre), None)
    if found is None:
        raise NotFound(centre)
    return found


def decider_at(user: User, centre: str, now: datetime) -> Seen:
    """The same for who fixes and exempts. Raises NotFound for everybody else."""
    found = seen_at(user, centre, now)
    if not found.decides:
        raise NotFound(centre)
    return found


def _decides(user: User, centre: Unit, now: datetime) -> bool:
    rule = standard_for(centre).scoring
    return rule is not None and bool(set(rule.by) & seats.roles_at(user, centre, now))


def departments(centre: str, others: frozenset[str] = frozenset()) -> list[Unit]:
    """The departments of a centre in the order of the tree, and of ``others`` (codes) those that
    once were."""
    known = seats.handling_units(centre)
    codes = {unit.code for unit in known}
    gone = [u for c, u in current().units.items() if c in others - codes]
    return [*known, *(unit for unit in gone if unit.form == Form.DEPARTMENT)]
