"""我的待办: what somebody must do now, and how much of it is late or due today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from bancheng.casework.access import open_duties
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.placement_row import Wall
from bancheng.casework.queries.brief import ALL, BRIEF, Brief, Wanted, brief_of
from bancheng.casework.queries.lines import CaseLine, case_lines
from bancheng.casework.standing_in import places
from bancheng.casework.surroundings import calendar_of
from bancheng.core.permission import duty_term, role_term
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

SHOWN = 100


@dataclass(frozen=True)
class DutyLine:
    """A duty as my list shows it: what, for whom, by when, and the one act that does it.

    ``waits_for``: what must be done first, and by whom, before the act is open to anybody.
    ``in_place_of``: the user name of the colleague, away now, in whose place the reader holds it.
    """

    duty: DutyRow
    case: CaseRow
    standard: Standard
    term: str
    act: str
    line: str
    name: str
    refs: tuple[str, ...]
    waits_for: tuple[str, ...] = ()
    in_place_of: str = ""


@dataclass(frozen=True)
class Counts:
    """How many of my duties are late, due today, due later, without a time; and others' open."""

    late: int
    today: int
    later: int
    waiting_on_others: int


@dataclass(frozen=True)
class MyWork:
    """My list: the duties shown, how many there are, and all of them in brief.

    ``fitting``: how many fit what was asked for, of which ``lines`` are some, behind ``skipped``.
    """

    lines: list[DutyLine]
    fitting: int
    skipped: int
    counts: Counts
    every: list[Brief]


def my_open_duties(user: User) -> Q:
    """Which of the open duties are this person's: by role at a centre, or by their department."""
    mine = Q(pk__in=[])
    units = seats.units_of(user)
    if units:
        mine |= Q(unit__in=units)
    for centre in seats.centres_of(user):
        roles = seats.roles_at(user, centre)
        mine |= Q(chain=centre.code, by__in=roles, unit__isnull=True)
        conduct = standards.standard(centre.standard).conduct
        if conduct and conduct.held_by in roles and conduct.stands_in_for:
            own = Wall.objects.filter(case=OuterRef("case_id"), unit=centre.code)
            instead = Q(chain=centre.code, by__in=conduct.stands_in_for, unit__isnull=True)
            mine |= instead & Q(Exists(own), case__conduct=True)
    return mine


def my_work(user: User, now: datetime, wanted: Wanted = ALL, skipped: int = 0) -> MyWork:
    """What I must do now, by due time; those without one come last.

    One query serves the list and what is counted of it, as long as all of it is shown.
    """
    mine = open_duties(user).filter(my_open_duties(user))
    mine = mine.order_by(F("due").asc(nulls_last=True), "pk")
    whole = list(mine.select_related("case")[: SHOWN + 1])
    if len(whole) <= SHOWN:
        every = [brief_of(row) for row in whole]
    else:
        every = [Brief(*values) for values in mine.values_list(*BRIEF)]
    ends = _ends_of_today({brief.chain for brief in every}, now)
    fitting = [brief.key for brief in every if wanted.takes(brief, now, ends[brief.chain])]
    shown = fitting[skipped : skipped + SHOWN]
    rows = {row.pk: row for row in whole}
    if not rows.keys() >= set(shown):
        rows = DutyRow.objects.select_related("case").in_bulk(shown)
    seen = open_duties(user).count()
    return MyWork(
        _lines(user, [rows[key] for key in shown if key in rows]),
        len(fitting),
        min(skipped, len(fitting)),
        _counted(every, ends, now, seen),
        every,
    )


def my_duties(user: User, now: datetime) -> list[DutyLine]:
    """The list alone."""
    return my_work(user, now).lines


def _lines(user: User, rows: Sequence[DutyRow]) -> list[DutyLine]:
    lines = case_lines([row.case for row in rows])
    first, instead = _what_comes_first(rows), places(user, rows)
    return [
        replace(
            _duty_line(row, lines[row.case.case_no], first.get(row.pk, [])),
            in_place_of=instead.get(row.pk, ""),
        )
        for row in rows
    ]


def _counted(
    every: Sequence[Brief], ends: Mapping[str, datetime], now: datetime, seen: int
) -> Counts:
    dated = [(brief.due, ends[brief.chain]) for brief in every if brief.due is not None]
    late = sum(due < now for due, _ in dated)
    today = sum(now <= due < end for due, end in dated)
    return Counts(late, today, len(every) - late - today, max(seen - len(every), 0))


def _ends_of_today(chains: Iterable[str], now: datetime) -> dict[str, datetime]:
    """When today is over at each of these centres."""
    found = {}
    for chain in chains:
        local = calendar_of(chain).local(now)
        found[chain] = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(1)
    return found


def _what_comes_first(rows: Sequence[DutyRow]) -> dict[int, list[DutyRow]]:
    """The open duties that hold up a duty to complete or to archive, by the held one's key."""
    held = {row: set(row.owed) & {"complete", "archive"} for row in rows}
    cases = {row.case_id for row, acts in held.items() if acts}
    holding: dict[int, list[DutyRow]] = {}
    found = DutyRow.objects.filter(case__in=cases, state="open").exclude(before="nothing")
    for other in found.order_by("pk"):
        holding.setdefault(other.case_id, []).append(other)
    return {
        row.pk: [d for d in holding.get(row.case_id, []) if d.pk != row.pk and _holds(d, acts)]
        for row, acts in held.items()
        if acts
    }


def _holds(duty: DutyRow, acts: set[str]) -> bool:
    return duty.before == "complete" or (duty.before == "archive" and acts == {"archive"})


def _duty_line(duty: DutyRow, line: CaseLine, first: Sequence[DutyRow]) -> DutyLine:
    standard = line.standard
    return DutyLine(
        duty,
        line.case,
        standard,
        duty_term(standard, duty.rule),
        duty.owed[0],
        line.line,
        line.name,
        tuple(standard.ref(clause) for clause in duty.cites),
        tuple(f"{role_term(standard, d.by)}“{duty_term(standard, d.rule)}”" for d in first),
    )
