"""会议的话: questions, meetings and decisions as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bancheng.casework.names import Names, names_for
from bancheng.casework.surroundings import calendar_of
from bancheng.core.event import Event
from bancheng.library import standards
from bancheng.meetings.questions import Question
from bancheng.web.words_of_time import Due, age_words, day_words, due_words

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the body, as a card shows it."""

    case_no: str
    title: str
    question: str
    proposal: str
    proposed: str
    age: str
    due: Due | None
    kind: str
    conduct: bool
    referred: str
    meeting: int | None
    postponed: int


def asked(found: Question, now: datetime) -> Asked:
    """A question in words."""
    row = found.case
    standard = standards.standard(row.standard, row.edition)
    names = names_for(standard)
    kind = standard.kinds.get(row.kind or "")
    local = calendar_of(row.chain).local(found.referred_at)
    return Asked(
        case_no=row.case_no,
        title=shortened(found.matter) or row.case_no,
        question=found.question,
        proposal=found.proposal,
        proposed=proposed(found, names, now),
        age=age_words(row.accepted_at, now, calendar_of(row.chain)) if row.accepted_at else "",
        due=due_words(found.duty.due, now, found.duty.provisional) if found.duty else None,
        kind=kind.label if kind else "",
        conduct=row.conduct,
        referred=f"{names.user(found.referred_by)} {day_words(local.date(), now.date())}提请",
        meeting=found.meeting,
        postponed=found.postponed,
    )


def proposed(found: Question, names: Names, now: datetime) -> str:
    """``区住建局牵头，自然资源分局协办，12月4日前办结``; empty where nothing was proposed."""
    return _placed(found.lead, found.supporting, found.due_on, names, now)


def decided_words(event: Event, names: Names, now: datetime) -> str:
    """The same of what was decided."""
    day = event.text("decided_due_on")
    due_on = date.fromisoformat(day) if day else None
    return _placed(event.text("lead"), event.names("supporting"), due_on, names, now)


def _placed(
    lead: str, supporting: tuple[str, ...], due_on: date | None, names: Names, now: datetime
) -> str:
    parts = []
    if lead:
        parts.append(f"{names.unit(lead)}牵头")
    if supporting:
        parts.append("、".join(names.unit(unit) for unit in supporting) + "协办")
    if due_on:
        parts.append(f"{day_words(due_on, now.date())}前办结")
    return "，".join(parts)


def shortened(matter: str) -> str:
    """The matter's first words on one line."""
    line = " ".join(matter.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
