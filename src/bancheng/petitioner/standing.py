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
from bancheng.petitioner.situation import Situation, situation

ANSWERING = ("result", "opinion", "basis", "progress")
About = Literal["result", "telling", "step", "papers", "review", "follow", ""]
OF_SITUATION: dict[str, About] = {
    "awaiting_papers": "papers",
    "in_review": "review",
    "reviewed": "telling",
    "unsettled": "follow",
    "dissatisfied": "follow",
}
COMES_AFTER = {"awaiting_papers": "accept", "in_review": "tell_review"}
"""What comes after that which a situation waits for."""
WINDOW = "窗口"
ABOVE = "上一级"


@dataclass(frozen=True, slots=True)
class Standing:
    """``situation`` is empty where the stage says all, ``holder`` where ``headline`` does; ``who``
    has the duty that the situation waits for. ``due`` with what it is about; ``was`` where it was
    put off. ``promised`` are limits that do not run yet, as a standard writes them. ``clauses`` are
    the rules of all that, by id. ``mine``: acts the petitioner owes, first the one that all else
    waits for. ``does``: what the office just named is there for, where it is no department."""

    situation: str
    headline: str
    holder: str
    who: str
    following: tuple[str, ...]
    about: About
    due: datetime | None
    provisional: bool
    was: datetime | None
    late: bool
    promised: tuple[str, ...]
    clauses: tuple[str, ...]
    own_rule: bool
    mine: tuple[str, ...]
    does: tuple[str, ...]


def standing(look: Look) -> Standing:
    """Where the case stands for its petitioner at this moment."""
    found = situation(look)
    open_duties = [d for d in look.duties if d.is_open]
    theirs = _theirs(look, open_duties)
    about, dated = _dated(look, found, theirs)
    promised, clauses = ((), ()) if about == "result" else _promised(look)
    cites = [*(dated.cites if dated else ()), *clauses]
    if not cites and dated is None:
        cites = [c for d in theirs[:1] for c in d.cites]
    headline = _headline(look, found)
    holder = "" if headline else _holder(look, theirs)
    who = _who(look, found)
    return Standing(
        situation=found.name,
        headline=headline or ("您的事正在由" if holder else "您的事正在办"),
        holder=holder,
        who=who,
        following=_following(look, found, theirs),
        about=about,
        due=dated.due if dated else None,
        provisional=bool(dated and dated.provisional),
        was=_put_off(look, dated) if dated else None,
        late=bool(dated and dated.due and dated.due < look.now),
        promised=promised,
        clauses=tuple(dict.fromkeys(cites)),
        own_rule=bool(dated and dated.because and not dated.cites),
        mine=_mine(found, open_duties),
        does=_does(look, who or holder),
    )


def _does(look: Look, called: str) -> tuple[str, ...]:
    """What an office with a long name is there for; nothing of the window and of departments."""
    roles = look.standard.roles
    named = next((role for role, known in roles.items() if known.label == called), None)
    return plain.does(named, look.standard) if named else ()


def _theirs(look: Look, duties: Iterable[Duty]) -> list[Duty]:
    """What others owe and a petitioner is told of, the first due first."""
    return [d for d in duties if d.by != "petitioner" and plain.coming(d.owed[0], look.standard)]


def _mine(found: Situation, open_duties: Iterable[Duty]) -> tuple[str, ...]:
    """Whoever a standard lets watch over the papers: it is the petitioner who must bring them."""
    if found.name == "withdrawn":
        return ()
    first = ("supplement",) if found.name == "awaiting_papers" else ()
    owed = tuple(d.owed[0] for d in open_duties if d.by == "petitioner")
    return tuple(dict.fromkeys(first + owed))


def _headline(look: Look, found: Situation) -> str:
    return plain.HEADLINES.get(found.name or look.case.stage.value, "")


def _who(look: Look, found: Situation) -> str:
    """Who has what the situation waits for, where that is not the petitioner."""
    if found.duty is None or found.name == "awaiting_papers":
        return ""
    return _called(look, found.duty)


def _holder(look: Look, theirs: list[Duty]) -> str:
    if look.case.elsewhere and look.case.stage is Stage.ASSIGNED:
        return ABOVE
    first = theirs[0] if theirs else None
    lead = look.case.lead()
    if lead and look.case.stage is Stage.ASSIGNED:
        return look.names.unit(lead)
    if first is None:
        return WINDOW
    return _called(look, first)


def _called(look: Look, duty: Duty) -> str:
    """The holder of a duty as a petitioner hears it."""
    if duty.unit:
        return look.names.unit(duty.unit)
    register = look.standard.acts.get("register")
    at_the_window = register is not None and duty.by in register.by
    return WINDOW if at_the_window else role_term(look.standard, duty.by)


def _following(look: Look, found: Situation, theirs: list[Duty]) -> tuple[str, ...]:
    now = [d for d in theirs if d.phase <= Phase.TELLING or look.case.stage in CLOSED]
    if found.name == "withdrawn":
        now = [d for d in now if "return_papers" in d.owed]
    acts = [d.owed[0] for d in now]
    if found.duty is not None:
        after = COMES_AFTER.get(found.name)
        acts = [found.duty.owed[0], *([after] if after else acts)]
    if found.name == "awaiting_papers":
        acts = acts[1:]  # the first is the petitioner's own and is said as such
    return tuple(dict.fromkeys(plain.coming(act, look.standard) for act in acts))[:2]


def _dated(look: Look, found: Situation, theirs: list[Duty]) -> tuple[About, Duty | None]:
    """The date that matters most to whoever waits."""
    if found.name in OF_SITUATION:
        dated = found.duty if found.duty and found.duty.due else None
        return (OF_SITUATION[found.name], dated) if dated else ("", None)
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
