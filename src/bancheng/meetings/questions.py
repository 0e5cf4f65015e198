"""提请研究的事: the cases that wait for the body's decision, each with its question and proposal.

Read through the read door: whoever a complaint is about finds it in no list and no count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bancheng.casework.access import visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import ERASED, event_of
from bancheng.core.event import Event
from bancheng.core.stage import Stage
from bancheng.core.taking_effect import Entries, took_effect
from bancheng.journal import read
from bancheng.meetings.agenda_row import Item
from bancheng.meetings.body import DETERMINE, Body
from bancheng.people.user import User

SHOWN = 100
TEXTS = ("matter", "question", "proposal")


@dataclass(frozen=True)
class Question:
    """One case put to the body. ``meeting``: the open meeting on whose agenda it stands."""

    case: CaseRow
    matter: str
    question: str
    proposal: str
    lead: str
    supporting: tuple[str, ...]
    due_on: date | None
    referred_at: datetime
    referred_by: str
    duty: DutyRow | None
    meeting: int | None
    postponed: int


def waiting(user: User, bodies: Sequence[Body]) -> tuple[list[Question], int]:
    """What waits for a decision, the longest first, and how many more there are than shown."""
    rows = visible(user).filter(
        chain__in=[body.centre.code for body in bodies], stage=Stage.REFERRED
    )
    found = list(rows.order_by("accepted_at", "pk")[: SHOWN + 1])
    more = rows.count() - SHOWN if len(found) > SHOWN else 0
    return questions(found[:SHOWN]), more


def question_of(row: CaseRow) -> Question:
    """One case that was put to the body."""
    return questions([row])[0]


def questions(rows: Sequence[CaseRow]) -> list[Question]:
    """The questions of these cases: a fixed number of statements, however many there are."""
    numbers = [row.case_no for row in rows]
    recorded, said = read.cases(numbers), read.details_of(numbers, TEXTS)
    owed: dict[int, DutyRow] = {}
    for duty in DutyRow.objects.filter(case__in=rows, state="open").order_by("-due", "pk"):
        if DETERMINE in duty.owed:
            owed[duty.case_id] = duty
    on = Item.objects.filter(case_no__in=numbers, taken_off_at=None, meeting__ended_at=None)
    agenda = dict(on.filter(meeting__cancelled_at=None).values_list("case_no", "meeting_id"))
    found = []
    for row in rows:
        entries = [
            (event_of(r), {f: said.get((row.case_no, r.position, f)) for f in r.fields})
            for r in recorded[row.case_no]
            if r.event != ERASED
        ]
        effective = list(took_effect(entries))
        referred, texts = next(
            (e for e in reversed(effective) if e[0].act == "refer"), effective[-1]
        )
        held = [event for event, _ in effective if event.seq > referred.seq]
        found.append(
            Question(
                row,
                _latest(effective, "matter"),
                texts.get("question") or "",
                texts.get("proposal") or "",
                referred.text("proposed_lead"),
                referred.names("proposed_supporting"),
                _day(referred),
                referred.done_at,
                referred.by.user,
                owed.get(row.pk),
                agenda.get(row.case_no),
                sum(event.act == "postpone" for event in held),
            )
        )
    return found


def _latest(entries: Entries, field: str) -> str:
    texts = [t for _, said in entries if (t := said.get(field))]
    return texts[-1] if texts else ""


def _day(referred: Event) -> date | None:
    day = referred.text("proposed_due_on")
    return date.fromisoformat(day) if day else None
