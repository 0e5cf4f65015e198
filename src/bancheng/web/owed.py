"""该办的事: the duties of a case as its page shows them, with how each due time was computed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.casework import speaking
from bancheng.casework.look import Look
from bancheng.core.duty import Duty
from bancheng.core.permission import duty_term
from bancheng.core.standard.within import limit_words
from bancheng.web.cites import cites
from bancheng.web.told import holder
from bancheng.web.words_of_time import Due, clock_words, due_words

HOW_IT_CLOSED = {
    "done": "已办",
    "lifted": "已由他事办到",
    "dropped": "不再需要",
    "replaced": "改按新的期限",
    "ended": "已了结",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """An open duty: who, by when, why then."""

    term: str
    holder: str
    due: Due
    how: str
    cites: SafeString
    because: str
    limit: str
    holds_up: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A duty no longer owed, and whether it was met in time."""

    term: str
    holder: str
    how: str
    late: bool
    at: str


HOLDS_UP = {"complete": "办结", "archive": "归档", "nothing": ""}


def owed(look: Look) -> list[Owed]:
    """The open duties, the earliest due first."""
    return [_owed(duty, look) for duty in look.duties if duty.is_open]


def settled(look: Look) -> list[Settled]:
    """The others, the latest first."""
    return [_settled(duty, look) for duty in look.duties if not duty.is_open]


def _owed(duty: Duty, look: Look) -> Owed:
    return Owed(
        term=duty_term(look.standard, duty.rule),
        holder=holder(duty, look.standard, look.names),
        due=due_words(duty.due, look.now, duty.provisional),
        how=speaking.explain(duty, look.standard, look.calendar),
        cites=cites(look.standard, duty.cites),
        because=duty.because or "",
        limit=limit_words(duty.limit),
        holds_up=HOLDS_UP[duty.before],
    )


def _settled(duty: Duty, look: Look) -> Settled:
    late = duty.late_at(look.now)
    at = clock_words(duty.closed_at, look.now) if duty.closed_at else ""
    return Settled(
        duty_term(look.standard, duty.rule),
        holder(duty, look.standard, look.names),
        HOW_IT_CLOSED.get(duty.state, ""),
        late,
        at,
    )
