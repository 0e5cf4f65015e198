"""阅读权: what a person reads at all — by post, by shift, in the place of a colleague who is away.

Rights alone, worked out once for each state of the organisation; which rows they open the read
door says (``access``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.chart import current
from bancheng.people.user import User


@dataclass(frozen=True)
class Reading:
    """What a person reads: whole centres, only what was referred, only conduct, what is placed.

    ``stand_ins``: what they read besides in the place of colleagues who are away, ``holder`` being
    the colleague. It is read apart, because a complaint kept from the colleague is kept from
    whoever stands in, as far as they would read it in that place alone.
    """

    username: str
    units: frozenset[str]
    whole: frozenset[str]
    referred: frozenset[str]
    conduct: frozenset[str]
    owing: frozenset[tuple[str, str]]  # centre and role: what the role owes there, it may see
    holder: str | None = None
    stand_ins: tuple[Reading, ...] = ()


def reading_of(user: User) -> Reading:
    """The reading rights of a person, from their posts and shifts and those of colleagues who are
    away, at this very moment."""
    chart = current()
    return _reading(chart.token, user.username, chart.turned_at(timezone.now()))


@lru_cache(maxsize=512)
def _reading(organisation: str, username: str, since: datetime) -> Reading:
    """Worked out once for each state of the organisation, not once for every row read. Between
    two moments at which time gives or takes a role (``turned_at``) nothing changes."""
    del organisation  # part of the key
    parts: dict[str | None, _Gathered] = {None: _Gathered()}
    for centre in seats.centres_of(username, since):
        roles = standards.standard(centre.standard).roles
        for part in seats.parts_at(username, centre, since):
            gathered = parts.setdefault(part.holder, _Gathered())
            gathered.units |= {post.unit.code for post in part.posts}
            for role in part.roles:
                gathered.add(centre.code, role, roles[role].reads if role in roles else "none")
    others = tuple(each.reading(username, holder) for holder, each in parts.items() if holder)
    own = parts[None]
    own.units |= seats.own_units_of(username, since)
    return own.reading(username, None, others)


@dataclass
class _Gathered:
    """The rights of one part while they are put together."""

    units: set[str] = field(default_factory=set)
    owing: set[tuple[str, str]] = field(default_factory=set)
    read: dict[str, set[str]] = field(default_factory=dict)

    def add(self, centre: str, role: str, reads: str) -> None:
        """What a role reads of a centre."""
        self.read.setdefault(reads, set()).add(centre)
        if reads != "centre":
            self.owing.add((centre, role))

    def reading(
        self, username: str, holder: str | None, stand_ins: tuple[Reading, ...] = ()
    ) -> Reading:
        """All of it, as it is asked of the rows."""
        whole, referred, conduct = (
            frozenset(self.read.get(reads, ())) for reads in ("centre", "referred", "conduct")
        )
        return Reading(
            username,
            frozenset(self.units),
            whole,
            referred,
            conduct,
            frozenset(self.owing),
            holder,
            stand_ins,
        )


def chains_in_reach(user: User) -> frozenset[str]:
    """The centres among whose cases everything lies that this person may see: a bound for looking,
    never a right. A unit has cases of the centres it serves, and of the centre above that it
    brought a case to."""
    chart = current()
    return _chains_in_reach(chart.token, user.username, chart.turned_at(timezone.now()))


@lru_cache(maxsize=512)
def _chains_in_reach(organisation: str, username: str, since: datetime) -> frozenset[str]:
    reading = _reading(organisation, username, since)
    found = {centre.code for centre in seats.centres_of(username, since)}
    for one in (reading, *reading.stand_ins):
        found |= one.whole | one.referred | one.conduct | {chain for chain, _ in one.owing}
    above = [seats.upper_centre(chain) for chain in found]
    while any(above):
        new = {centre.code for centre in above if centre} - found
        found |= new
        above = [seats.upper_centre(chain) for chain in new]
    return frozenset(found)
