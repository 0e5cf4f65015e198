"""读取之门: the one read door. Whatever a person may not see does not exist for them.

What a role reads of a centre's cases is the standard's word (``reads``); a department reads what
is placed with it; a complaint about conduct is hidden from those complained of, whatever their
role. The administrator reads no case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework.case_row import CaseRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User

ASKED = "\x00"  # stands for the number in a composed query; no number is written so


class NotFound(Exception):  # noqa: N818 - the word every page uses
    """There is no such case, or none that this person may see: the two look the same."""


@dataclass(frozen=True)
class Reading:
    """What a person reads: whole centres, only what was referred, only conduct, what is placed."""

    username: str
    units: frozenset[str]
    whole: frozenset[str]
    referred: frozenset[str]
    conduct: frozenset[str]


def reading_of(user: User) -> Reading:
    """The reading rights of a person, from their posts and shifts now."""
    read: dict[str, set[str]] = {"centre": set(), "referred": set(), "conduct": set()}
    for centre in seats.centres_of(user):
        roles = standards.standard(centre.standard).roles
        for role in seats.roles_at(user, centre):
            reads = roles[role].reads if role in roles else "none"
            if reads in read:
                read[reads].add(centre.code)
    return Reading(
        user.username,
        seats.units_of(user),
        frozenset(read["centre"]),
        frozenset(read["referred"]),
        frozenset(read["conduct"]),
    )


def visible(user: User) -> QuerySet[CaseRow]:
    """The cases this person may see."""
    return _seen_by(reading_of(user)) if user.is_active else CaseRow.objects.none()


def _seen_by(reading: Reading) -> QuerySet[CaseRow]:
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
    if not user.is_active:
        raise NotFound(case_no)
    statement, values = _statement(reading_of(user), connection.vendor)
    asked = [case_no if value == ASKED else value for value in values]
    found = next(iter(CaseRow.objects.raw(statement, asked)), None)
    if found is None:
        raise NotFound(case_no)
    return found


@lru_cache(maxsize=512)
def _statement(reading: Reading, engine: str) -> tuple[str, tuple[Any, ...]]:
    """The query for one case, composed once for everybody who reads the same on this engine."""
    del engine  # part of the key: engines write it differently
    return _seen_by(reading).filter(case_no=ASKED).query.sql_with_params()


def any_row(case_no: str) -> CaseRow:
    """One case for those who are no reader: the clock, another channel. Raises NotFound."""
    found = CaseRow.objects.filter(case_no=case_no).first()
    if found is None:
        raise NotFound(case_no)
    return found


def may_open_cases_at(user: User) -> list[Unit]:
    """The centres at which a person may register a case."""
    found = []
    for centre in seats.centres_of(user):
        rule = standards.standard(centre.standard).acts.get("register")
        if rule and set(rule.by) & seats.roles_at(user, centre):
            found.append(centre)
    return found
