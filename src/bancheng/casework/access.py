"""读取之门: the one read door. Whatever a person may not see does not exist for them.

What a role reads of a centre's cases is the standard's word (``reads``); a department reads what
is placed with it; a complaint about conduct is hidden from those complained of, whatever their
role. The administrator reads no case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework.case_row import CaseRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User


class NotFound(Exception):  # noqa: N818 - the word every page uses
    """There is no such case, or none that this person may see: the two look the same."""


@dataclass
class Reading:
    """What a person reads: whole centres, only what was referred, only conduct, what is placed."""

    username: str
    units: frozenset[str]
    whole: set[str] = field(default_factory=set)
    referred: set[str] = field(default_factory=set)
    conduct: set[str] = field(default_factory=set)


def reading_of(user: User) -> Reading:
    """The reading rights of a person, from their posts and shifts now."""
    reading = Reading(user.username, seats.units_of(user))
    for centre in seats.centres_of(user):
        roles = standards.standard(centre.standard).roles
        for role in seats.roles_at(user, centre):
            reads = roles[role].reads if role in roles else "none"
            if reads == "centre":
                reading.whole.add(centre.code)
            elif reads == "referred":
                reading.referred.add(centre.code)
            elif reads == "conduct":
                reading.conduct.add(centre.code)
    return reading


def visible(user: User) -> QuerySet[CaseRow]:
    """The cases this person may see."""
    if not user.is_active:
        return CaseRow.objects.none()
    reading = reading_of(user)
    placed = Placement.objects.filter(case=OuterRef("pk"), unit__in=reading.units)
    mine = Q(Exists(placed)) if reading.units else Q(pk__in=[])
    if reading.whole:
        mine |= Q(chain__in=reading.whole)
    if reading.referred:
        mine |= Q(chain__in=reading.referred, referred=True)
    if reading.conduct:
        mine |= Q(chain__in=reading.conduct, conduct=True)
    return CaseRow.objects.filter(mine).exclude(_walled(reading))


def _walled(reading: Reading) -> Q:
    kept_from = Q(user=reading.username) | Q(unit__in=reading.units)
    return Q(conduct=True) & Q(Exists(Wall.objects.filter(kept_from, case=OuterRef("pk"))))


def row_for(user: User, case_no: str) -> CaseRow:
    """One case. Raises NotFound where there is none that this person may see."""
    row = visible(user).filter(case_no=case_no).first()
    if row is None:
        raise NotFound(case_no)
    return row


def may_open_cases_at(user: User) -> list[Unit]:
    """The centres at which a person may register a case."""
    found = []
    for centre in seats.centres_of(user):
        rule = standards.standard(centre.standard).acts.get("register")
        if rule and set(rule.by) & seats.roles_at(user, centre):
            found.append(centre)
    return found
