"""承诺的时限: what a case of a kind would promise, shown before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.applying import applies
from bancheng.core.calendar import Limit, due_time
from bancheng.core.case import Case
from bancheng.core.permission import duty_term
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE


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
