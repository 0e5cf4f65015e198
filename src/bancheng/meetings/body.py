"""研究的机构: who decides what is put to a meeting at a centre, and who may write it down.

Both come from the standard: the roles that may ``determine``, and those that may record it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.surroundings import standard_for
from bancheng.core.permission import role_term
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.standard import Standard
from bancheng.people import directory, seats
from bancheng.people.unit import Unit
from bancheng.people.user import User

DETERMINE = "determine"


@dataclass(frozen=True)
class Body:
    """The body of one centre, and what somebody is to it."""

    centre: Unit
    standard: Standard
    rule: ActRule
    decides: bool
    records: bool

    @property
    def term(self) -> str:
        """What a meeting of it is called here."""
        return self.standard.words.get("meeting") or f"{self.role}会议"

    @property
    def role(self) -> str:
        """Who decides, in the standard's words."""
        return role_term(self.standard, self.rule.by[0])

    def members(self, now: datetime) -> Mapping[str, str]:
        """Those who may chair it: user name to name."""
        found = [p for role in self.rule.by for p in directory.holders(self.centre, role, now)]
        return {person.username: person.name for person in found}


def bodies_of(user: User, now: datetime) -> list[Body]:
    """The bodies that somebody decides in or writes down for; none for most people."""
    found = (_body(user, centre, now) for centre in seats.centres_of(user, now))
    return [body for body in found if body is not None]


def body_at(user: User, centre: str, now: datetime) -> Body | None:
    """The body of one centre, where this person has part in it."""
    return next((b for b in bodies_of(user, now) if b.centre.code == centre), None)


def _body(user: User, centre: Unit, now: datetime) -> Body | None:
    standard = standard_for(centre)
    rule = standard.acts.get(DETERMINE)
    if rule is None:
        return None
    roles = seats.roles_at(user, centre, now)
    decides, records = bool(roles & set(rule.by)), bool(roles & set(rule.recorded_by))
    return Body(centre, standard, rule, decides, records) if decides or records else None
