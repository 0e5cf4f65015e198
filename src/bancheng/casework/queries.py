"""查询: worklists, counts and searches, all read through the read door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from bancheng.casework import masking, searching
from bancheng.casework.access import open_duties, visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.placement_row import Wall
from bancheng.casework.standing_in import places
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.applying import applies
from bancheng.core.calendar import Limit, due_time
from bancheng.core.case import Case
from bancheng.core.permission import duty_term, role_term
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

LINE = 40
SHOWN = 500


@dataclass(frozen=True)
class CaseLine:
    """A case as lists show it."""

    case: CaseRow
    standard: Standard
    line: str
    name: str


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


def my_duties(user: User, now: datetime) -> list[DutyLine]:
    """What I must do now, by due time; those without one come last."""
    rows = list(
        open_duties(user)
        .filter(my_open_duties(user))
        .select_related("case")
        .order_by("due", "pk")[:SHOWN]
    )
    rows.sort(key=lambda d: (d.due is None, d.due or now))
    lines = case_lines([d.case for d in rows])
    first, instead = _what_comes_first(rows), places(user, rows)
    return [
        replace(
            _duty_line(d, lines[d.case.case_no], first.get(d.pk, [])),
            in_place_of=instead.get(d.pk, ""),
        )
        for d in rows
    ]


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


def counts(user: User, now: datetime) -> Counts:
    """The four numbers above my list."""
    seen = open_duties(user)
    dues = list(seen.filter(my_open_duties(user)).values_list("due", "chain"))
    ends: dict[str, datetime] = {}
    late = today = 0
    for due, chain in dues:
        if due is None:
            continue
        if chain not in ends:
            local = calendar_of(chain).local(now)
            ends[chain] = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(1)
        late += due < now
        today += now <= due < ends[chain]
    return Counts(late, today, len(dues) - late - today, seen.count() - len(dues))


def case_lines(rows: Iterable[CaseRow]) -> dict[str, CaseLine]:
    """Cases with the first words of their matter and the masked name, in two queries."""
    by_no = {row.case_no: row for row in rows}
    texts = read.details_of(list(by_no), ["matter", "name"]) if by_no else {}
    found: dict[str, dict[str, str]] = {case_no: {} for case_no in by_no}
    for (case_no, _, field), text in texts.items():
        if text:
            found[case_no][field] = text
    return {
        case_no: CaseLine(
            row,
            standards.standard(row.standard, row.edition),
            _first_words(found[case_no].get("matter", "")),
            masking.name(found[case_no].get("name", "")),
        )
        for case_no, row in by_no.items()
    }


def _first_words(matter: str) -> str:
    line = " ".join(matter.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def search(user: User, text: str, limit: int = 30) -> list[CaseLine]:
    """Cases by number, name, phone or words, newest first; only those this person may see."""
    asked = text.strip()
    if not asked:
        return []
    wanted = Q(pk__in=searching.matching(asked, 2000))
    if any(char.isdigit() for char in asked):  # every case number has one
        wanted |= Q(case_no__iendswith=asked)
    rows = list(visible(user).filter(wanted).order_by("-touched_at")[:limit])
    return list(case_lines(rows).values())


def cases_of_phone(user: User, phone: str, limit: int = 5) -> list[CaseLine]:
    """Earlier cases with this phone that the reader may see."""
    found = searching.matching(phone, 200)
    rows = visible(user).filter(pk__in=found).order_by("-registered_at")[:limit]
    return list(case_lines(rows).values())


@dataclass(frozen=True)
class Promise:
    """What a case of a kind would promise: the duty, its limit, the due time if it starts now."""

    term: str
    limit: str
    due: datetime | None
    provisional: bool
    starts_now: bool
    cites: tuple[str, ...]
    because: str | None


ANSWERING = ("result", "opinion", "basis", "progress")


def preview_due(centre: str, kind: str, now: datetime) -> list[Promise]:
    """What a case of this kind would promise if it were accepted, or placed, now."""
    standard, calendar = standard_for(centre), calendar_of(centre)
    case = Case(kind=kind)
    found = []
    for name, rule in standard.duties.items():
        answers = rule.means in ANSWERING and rule.by != "supporting_department"
        if not answers or not applies(rule, case, standard):
            continue
        starts_now = bool({"started", "accepted"} & set(rule.arises))
        if not starts_now and "placed" not in rule.arises:
            continue
        text = rule.otherwise if rule.within == AS_DECIDED else rule.within
        if text is None or text in (AS_PROMISED, BEFORE_DUE):
            continue
        limit = Limit.parse(text)
        due = due_time(limit, now, calendar, standard.closed_hours) if starts_now else None
        found.append(
            Promise(
                duty_term(standard, name),
                limit.in_chinese(),
                due.due if due else None,
                due.provisional if due else False,
                starts_now,
                tuple(standard.ref(c) for c in rule.cites),
                rule.because,
            )
        )
    return found
