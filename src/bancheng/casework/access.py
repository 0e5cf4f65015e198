"""读取之门: the one read door. Whatever a person may not see does not exist for them.

What a role reads of a centre's cases is the standard's word (``reads``); a department reads what
is placed with it; a complaint about conduct is hidden from those complained of, whatever their
role. The administrator reads no case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import OPEN, DutyRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.casework.reading_rights import Reading, chains_in_reach, reading_of
from bancheng.casework.standing_still import Mark, mark_of
from bancheng.journal import engine
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User

ASKED = "\x00"  # stands for the number in a composed query; no number is written so


class NotFound(Exception):  # noqa: N818 - the word every page uses
    """There is no such case, or none that this person may see: the two look the same."""


def visible(user: User) -> QuerySet[CaseRow]:
    """The cases this person may see.

    Named besides are the centres they can lie at, so that the engine looks nowhere else.
    """
    if not user.is_active:
        return CaseRow.objects.filter(pk__in=[])
    return read_within(reading_of(user), chains_in_reach(user))


def read_within(reading: Reading, chains: frozenset[str]) -> QuerySet[CaseRow]:
    """What is read so, which can only lie at these centres."""
    few = _few_among(reading)
    if few is None:
        return CaseRow.objects.filter(_seen_by(reading), chain__in=chains)
    return CaseRow.objects.filter(_seen_by(reading), pk__in=few)


def keys_within(user: User) -> frozenset[int] | None:
    """The keys of the few cases among which everything lies that this person may see; None where
    they read a centre whole. A bound for looking, never a right."""
    composed = _keys_within(reading_of(user), engine.vendor())
    if composed is None:
        return None
    mark = mark_of(chains_in_reach(user))
    return _keys(composed) if mark is None else _keys_at(composed, mark)


def _keys(composed: tuple[Any, ...]) -> frozenset[int]:
    return frozenset(row[0] for row in engine.rows(*composed))


@lru_cache(maxsize=32)  # some hundred kilobytes each, where somebody has thousands of cases
def _keys_at(composed: tuple[Any, ...], mark: Mark) -> frozenset[int]:
    """The same, as long as no act was sealed since."""
    del mark  # part of the key
    return _keys(composed)


@lru_cache(maxsize=512)
def _keys_within(reading: Reading, vendor: str) -> tuple[Any, ...] | None:
    del vendor  # part of the key: engines write it differently
    few = _few_among(reading)
    if few is None:
        return None
    try:
        statement, values = few.query.sql_with_params()
    except EmptyResultSet:
        return ("SELECT id FROM casework_caserow WHERE 1 = 0",)
    return statement, *values


def _few_among(reading: Reading) -> QuerySet[Any] | None:
    """The keys among which everything lies that is read so, where no centre is read whole: a bound
    for looking, never a right. Asked row by row whether it is theirs, an engine goes through all
    the cases of a city to show a department the thirty it has."""
    parts = (reading, *reading.stand_ins)
    if any(one.whole for one in parts):
        return None
    units = {unit for one in parts for unit in one.units}
    referred = {chain for one in parts for chain in one.referred}
    conduct = {chain for one in parts for chain in one.conduct}
    owing: dict[str, set[str]] = {}
    for one in parts:
        for chain, role in one.owing:
            owing.setdefault(role, set()).add(chain)
    found: list[QuerySet[Any]] = []
    if units:
        found.append(Placement.objects.filter(unit__in=sorted(units)).values("case"))
    if referred:
        found.append(CaseRow.objects.filter(referred=True, chain__in=sorted(referred)).values("pk"))
    if conduct:
        found.append(CaseRow.objects.filter(conduct=True, chain__in=sorted(conduct)).values("pk"))
    for role, chains in sorted(owing.items()):
        owed = DutyRow.objects.filter(state=OPEN, chain__in=sorted(chains), by=role, unit=None)
        found.append(owed.values("case"))
    return found[0].union(*found[1:]) if found else CaseRow.objects.none().values("pk")


def visible_to(reading: Reading) -> QuerySet[CaseRow]:
    """The same for whoever reads so."""
    return CaseRow.objects.filter(_seen_by(reading))


def open_duties(user: User) -> QuerySet[DutyRow]:
    """The open duties on the cases this person may see.

    They are asked of the duties, and not as those of all visible cases: few are open, many closed.
    """
    seen = _seen_by(reading_of(user), user.is_active, "case__", "case_id")
    return DutyRow.objects.filter(seen, state=OPEN, chain__in=chains_in_reach(user))


def asked_of(user: User) -> QuerySet[DutyRow]:
    """What is asked of this person by name, open or closed: all they are shown of such a case,
    unless they see the case anyway. No one may answer it in their place."""
    if not user.is_active:
        return DutyRow.objects.none()
    return DutyRow.objects.filter(person=user.username)


def place_asked(user: User, case_no: str) -> Place:
    """Where a case stands of which something is asked of this person by name, and still open.

    Raises NotFound; this opens the case to no other act than the one asked.
    """
    if not asked_of(user).filter(case__case_no=case_no, state="open").exists():
        raise NotFound(case_no)
    return place_of(case_no)


def kept_from(user: User) -> QuerySet[CaseRow]:
    """The complaints about conduct that are kept from this person, or from those they stand in for:
    for leaving out whatever was made from them, and for nothing else."""
    reading = reading_of(user)
    walled = _walled(reading.username, reading.units, "", "pk")
    for one in reading.stand_ins:
        walled |= _walled(one.holder, one.units, "", "pk")
    return CaseRow.objects.filter(walled)


def _seen_by(reading: Reading, active: bool = True, to: str = "", key: str = "pk") -> Q:
    """Which cases somebody sees; ``to`` leads from the rows asked about to their case, whose key
    they hold as ``key``."""
    if not active:
        return Q(pk__in=[])
    seen = _reached(reading, to, key)
    for one in reading.stand_ins:
        seen |= _reached(one, to, key) & ~_walled(one.holder, one.units, to, key)
    return seen & ~_walled(reading.username, reading.units, to, key)


def _reached(reading: Reading, to: str, key: str) -> Q:
    # what stands in the row itself is asked first: then most rows need no second look
    case = OuterRef(key)
    mine = Q(pk__in=[])
    if reading.whole:
        mine |= Q(**{f"{to}chain__in": reading.whole})
    if reading.referred:
        mine |= Q(**{f"{to}chain__in": reading.referred, f"{to}referred": True})
    if reading.conduct:
        mine |= Q(**{f"{to}chain__in": reading.conduct, f"{to}conduct": True})
    if reading.units:
        mine |= Q(Exists(Placement.objects.filter(case=case, unit__in=reading.units)))
    for chain, role in sorted(reading.owing):
        # whoever owes something on a case (an approval) must be able to see what it is
        owed = DutyRow.objects.filter(case=case, state=OPEN, unit=None, by=role)
        mine |= Q(**{f"{to}chain": chain}) & Q(Exists(owed))
    return mine


def _walled(username: str | None, units: frozenset[str], to: str, key: str) -> Q:
    kept_from = Q(user=username) | Q(unit__in=units)
    wall = Wall.objects.filter(kept_from, case=OuterRef(key))
    return Q(**{f"{to}conduct": True}) & Q(Exists(wall))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: the key of its row, its chain, its standard and edition."""

    pk: int
    chain: str
    standard: str
    edition: str


def place_for(user: User, case_no: str) -> Place:
    """Where a case stands. Raises NotFound where there is none that this person may see."""
    if not user.is_active:
        raise NotFound(case_no)
    try:
        statement, values = _statement(reading_of(user), engine.vendor())
    except EmptyResultSet as nothing:  # no part in cases at all
        raise NotFound(case_no) from nothing
    return _place(statement, values, case_no)


def place_of(case_no: str) -> Place:
    """The same for those who are no reader: the clock, another channel. Raises NotFound."""
    return _place(*_statement(None, engine.vendor()), case_no)


def row_for(user: User, case_no: str) -> CaseRow:
    """One case. Raises NotFound where there is none that this person may see."""
    return CaseRow.objects.get(pk=place_for(user, case_no).pk)


def _place(statement: str, values: tuple[Any, ...], case_no: str) -> Place:
    found = engine.row(statement, *[case_no if v == ASKED else v for v in values])
    if found is None:
        raise NotFound(case_no)
    return Place(*found)


@lru_cache(maxsize=512)
def _statement(reading: Reading | None, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query for one case, composed once for everybody who reads the same on this engine."""
    del vendor  # part of the key: engines write it differently
    seen = Q() if reading is None else _seen_by(reading)
    one = (
        CaseRow.objects.filter(seen)
        .filter(case_no=ASKED)
        .values_list("pk", "chain", "standard", "edition")
    )
    return one.query.sql_with_params()


def may_open_cases_at(user: User) -> list[Unit]:
    """The centres at which a person may register a case."""
    found = []
    for centre in seats.centres_of(user):
        rule = standards.standard(centre.standard).acts.get("register")
        if rule and set(rule.by) & seats.roles_at(user, centre):
            found.append(centre)
    return found
