"""现在到哪里了: who has it now, what is next, until when, under which rule, what is mine to do.

All of it is read off the duties still owed, as a clerk reads it; nothing is typed for the
petitioner, and so nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bancheng.casework.look import Look
from bancheng.core.applying import applies
from bancheng.core.calendar import Limit
from bancheng.core.calendar.limit import Unit
from bancheng.core.duty import Duty
from bancheng.core.permission import role_term
from bancheng.core.stage import CLOSED, Phase, Stage
from bancheng.core.standard.within import NOT_COUNTED
from bancheng.petitioner import plain

ANSWERING = ("result", "opinion", "basis", "progress")
About = Literal["result", "telling", "step", ""]
WINDOW = "窗口"
ABOVE = "上一级"


@dataclass(frozen=True, slots=True)
class Standing:
    """``holder`` empty where ``headline`` says all. ``due`` with what it is about; ``was`` where it
    was put off. ``promised`` are limits that do not run yet, as a standard writes them.
    ``mine``: acts the petitioner owes."""

    headline: str
    holder: str
    following: tuple[str, ...]
    about: About
    due: datetime | None
    provisional: bool
    was: datetime | None
    late: bool
    promised: tuple[str, ...]
    refs: tuple[str, ...]
    own_rule: bool
    mine: tuple[str, ...]


def standing(look: Look) -> Standing:
    """Where the case stands for its petitioner at this moment."""
    open_duties = [d for d in look.duties if d.is_open]
    mine = tuple(dict.fromkeys(d.owed[0] for d in open_duties if d.by == "petitioner"))
    theirs = _theirs(look, open_duties)
    about, dated = _dated(look, theirs)
    promised, clauses = ((), ()) if about == "result" else _promised(look)
    cites = [*(dated.cites if dated else ()), *clauses] or [c for d in theirs[:1] for c in d.cites]
    holder = _holder(look, theirs)
    return Standing(
        headline=_headline(look, holder),
        holder="" if _says_all(look) else holder,
        following=_following(look, theirs),
        about=about,
        due=dated.due if dated else None,
        provisional=bool(dated and dated.provisional),
        was=_put_off(look, dated) if dated else None,
        late=bool(dated and dated.due and dated.due < look.now),
        promised=promised,
        refs=tuple(dict.fromkeys(look.standard.ref(clause) for clause in cites)),
        own_rule=bool(dated and dated.because and not dated.cites),
        mine=mine,
    )


def _theirs(look: Look, duties: Iterable[Duty]) -> list[Duty]:
    """What others owe and a petitioner is told of, the first due first."""
    return [d for d in duties if d.by != "petitioner" and plain.coming(d.owed[0], look.standard)]


def _says_all(look: Look) -> bool:
    return look.case.stage.value in plain.HEADLINES


def _headline(look: Look, holder: str) -> str:
    said = plain.HEADLINES.get(look.case.stage.value, "")
    if said:
        return said
    return "您的事正在由" if holder else "您的事正在办"


def _holder(look: Look, theirs: list[Duty]) -> str:
    if look.case.elsewhere and look.case.stage is Stage.ASSIGNED:
        return ABOVE
    first = theirs[0] if theirs else None
    lead = look.case.lead()
    if lead and look.case.stage is Stage.ASSIGNED:
        return look.names.unit(lead)
    if first is None:
        return WINDOW
    if first.unit:
        return look.names.unit(first.unit)
    register = look.standard.acts.get("register")
    at_the_window = register is not None and first.by in register.by
    return WINDOW if at_the_window else role_term(look.standard, first.by)


def _following(look: Look, theirs: list[Duty]) -> tuple[str, ...]:
    now = [d for d in theirs if d.phase <= Phase.TELLING or look.case.stage in CLOSED]
    return tuple(dict.fromkeys(plain.coming(d.owed[0], look.standard) for d in now))[:2]


def _dated(look: Look, theirs: list[Duty]) -> tuple[About, Duty | None]:
    """The date that matters most to whoever waits."""
    running = [d for d in theirs if d.due is not None]
    answers = [d for d in running if d.means in ANSWERING and d.by != "supporting_department"]
    if answers and look.case.stage not in CLOSED:
        return "result", answers[0]
    telling = [d for d in running if d.means in ("feedback", "notice") and d.phase <= Phase.TELLING]
    if telling and look.case.stage in (Stage.REPLIED, Stage.ENDED):
        return "telling", telling[0]
    steps = [d for d in running if d.phase <= Phase.TELLING]
    return ("step", steps[0]) if steps and look.case.stage not in CLOSED else ("", None)


def _put_off(look: Look, duty: Duty) -> datetime | None:
    """When it was due before it was put off."""
    for entry in look.entries:
        for moved in entry.event.moved:
            if moved.duty == duty.id and moved.was is not None and moved.was != duty.due:
                return moved.was
    return None


def _promised(look: Look) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The limits that begin to run once a department has it, while none has."""
    case, standard = look.case, look.standard
    if case.accepted_at is None or case.units or case.answer or case.stage in CLOSED:
        return (), ()
    limits: list[str] = []
    clauses: list[str] = []
    for rule in standard.duties.values():
        placed = bool({"placed", "transferred"} & set(rule.arises))
        answers = rule.means in ANSWERING and rule.by != "supporting_department"
        if placed and answers and _is_counted(rule.within) and applies(rule, case, standard):
            limits.append(rule.within)
            clauses += rule.cites
    return tuple(dict.fromkeys(limits)), tuple(clauses)


def _is_counted(limit: str) -> bool:
    """Whether it can be told in words: a decision or a promise is not known yet."""
    return limit not in NOT_COUNTED and Limit.parse(limit).unit is not Unit.UNTIL_DONE
