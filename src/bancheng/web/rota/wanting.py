"""先看再排: many turns at once, each with why it cannot be, before anything is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import rota_keeping
from bancheng.people.rota import Wanted, conflicts, put_all
from bancheng.people.shift import Shift
from bancheng.people.user import User
from bancheng.web.rota.days import span_words
from bancheng.web.rota.halls import Hall
from bancheng.web.words_of_time import WEEKDAYS

PAST = "已经过去，不再排班"


@dataclass(frozen=True)
class Proposal:
    """One turn as the preview shows it; ``why_not`` empty where it can be."""

    wanted: Wanted
    day: str
    span: str
    part: str
    why_not: str


def proposals(wanted: Sequence[Wanted], hall: Hall, now: datetime) -> list[Proposal]:
    """Every turn with what is in its way; four queries however many there are."""
    ahead = [one for one in wanted if one.starts_at >= now]
    problems = dict(zip(ahead, conflicts(ahead), strict=True))
    parts = rota_keeping.parts_to_lead(hall.centre, now.date())
    found = []
    for one in wanted:
        problem = problems.get(one)
        why_not = PAST if one.starts_at < now else problem.sentence if problem else ""
        found.append(
            Proposal(
                one,
                _day_words(hall.calendar.local(one.starts_at)),
                span_words(one.starts_at, one.ends_at, hall),
                parts.get(one.part, ""),
                why_not,
            )
        )
    return found


def seen(found: Sequence[Proposal]) -> str:
    """Stands for what a preview showed, so that nothing else is saved than was seen."""
    told = "\n".join(
        f"{p.wanted.window.pk} {p.wanted.user.pk} {p.wanted.starts_at} {p.wanted.ends_at} "
        f"{p.wanted.part} {p.why_not}"
        for p in found
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def save(found: Sequence[Proposal], by: User) -> list[Shift]:
    """Those that can be. ``PeopleError`` where one of them no longer can."""
    return put_all([one.wanted for one in found if not one.why_not], by)


def _day_words(at: datetime) -> str:
    return f"{at.month}月{at.day}日 周{WEEKDAYS[at.weekday()]}"
