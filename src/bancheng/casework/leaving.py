"""离岗移交: the cases somebody answers for by name (首问负责), handed on through the write door.

One by one, so that each says to whom; those that could not be are named with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle
from bancheng.casework.facts import case_of
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.directory import staff_of
from bancheng.people.models import Unit, User

SHOWN = 200
HELPED = 500
"""So many cases that the window helps with are looked at: a hall has a few dozen at a time."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One case that is somebody's by name: answerable for it, helping with it, or both."""

    line: CaseLine
    answerable: str | None
    is_answerable: bool
    is_helping: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of one case; ``why_not`` empty where it was handed on."""

    case_no: str
    to_user: str
    why_not: str = ""


def cases_of(reader: User, username: str, centre: Unit) -> tuple[list[Mine], int]:
    """The cases of this hall that are somebody's by name, as far as the reader may see them, the
    oldest first; and how many more there are."""
    seen = access.visible(reader)
    named = _named(seen, username, centre)
    helped = _helped(seen, username, centre)
    keys = {row.pk for row in helped}
    rows = [*helped, *named.exclude(pk__in=keys).order_by("registered_at", "pk")[:SHOWN]]
    more = named.exclude(pk__in=keys).count() + len(helped) - len(rows)
    lines = case_lines(rows)
    found = [
        Mine(lines[row.case_no], row.answerable, row.answerable == username, row.pk in keys)
        for row in rows
    ]
    return found, more


def anything_left(username: str, centre: Unit) -> bool:
    """Whether any case at all is still somebody's: asked of all rows, and told to nobody else."""
    every = CaseRow.objects.all()
    return _named(every, username, centre).exists() or bool(_helped(every, username, centre))


def _named(rows: QuerySet[CaseRow], username: str, centre: Unit) -> QuerySet[CaseRow]:
    return rows.filter(chain=centre.code, answerable=username, archived_at=None)


def _helped(rows: QuerySet[CaseRow], username: str, centre: Unit) -> list[CaseRow]:
    """No row says who helps, so those cases are folded; the window helps with few at a time."""
    open_rows = rows.filter(chain=centre.code, way="assist", ended_at=None).order_by("pk")
    by_no = {row.case_no: row for row in open_rows[:HELPED]}
    facts = read.cases(list(by_no)) if by_no else {}
    return [row for case_no, row in by_no.items() if case_of(facts[case_no]).helper == username]


def hand_on(
    doer: User,
    cases: Mapping[str, Mine],
    to: Mapping[str, str],
    why: str,
    command_id: str,
    now: datetime,
) -> list[Handed]:
    """Each case to whom ``to`` says, by case number, one after the other: what fails stays as it
    was and is told with its reason. Repeating a command does no harm."""
    return [
        _hand_on(doer, cases[case_no], username, why, f"{command_id}-{case_no}", now)
        for case_no, username in to.items()
        if case_no in cases and username
    ]


def _hand_on(
    doer: User, mine: Mine, username: str, why: str, command_id: str, now: datetime
) -> Handed:
    case = mine.line.case
    given: dict[str, object] = {"to_user": username}
    if mine.is_helping:
        given["helper"] = username
        stays = {line.person.username for line in staff_of(case.chain)}  # no program, nobody gone
        if not mine.is_answerable and mine.answerable in stays:
            given["to_user"] = mine.answerable
    if why.strip():
        given["text"] = why.strip()
    case_no = case.case_no
    taker = User.objects.filter(username=username, is_active=True).first()
    if taker is None or not access.visible(taker).filter(case_no=case_no).exists():
        return Handed(case_no, username, "接手的人看不到这件工单（要回避，或者不在其范围内）。")
    try:
        handle(doer, case_no, [Order("hand_over", given)], command_id, None, now)
    except access.NotFound:
        return Handed(case_no, username, "没有这件工单，或者不在您能查看的范围内。")
    except Refusal as refusal:
        return Handed(case_no, username, refusal.sentence)
    return Handed(case_no, username)
