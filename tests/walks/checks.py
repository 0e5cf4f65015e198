"""What must hold after every step of a walk, whatever the standard says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from bancheng.core.act import Question
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.permission import ORDER, is_walled_off, why_not
from bancheng.core.stage import CLOSED, Stage
from bancheng.core.standard.standard import Standard
from tests.walks.people import holders

# Refusals that say «not yet»: something else, which somebody else owes, comes first.
IN_LINE = frozenset({"still_owed", "waiting_for_approval", "already_pending"})


def may_now(question: Question, duty: Duty) -> list[str]:
    """The acts by which this actor can end the duty now, those it owes first."""
    return [a for a in ways(duty) if why_not(question, a) is None]


def ways(duty: Duty) -> tuple[str, ...]:
    """The acts that end a duty: those it owes, those that count for them, those that lift it."""
    counting = (name for name, act in ACTS.items() if act.counts_as in duty.owed)
    return (*duty.owed, *counting, *duty.lifted_by)


def stuck(
    case: Case, standard: Standard, calendar: WorkCalendar, people: tuple[Actor, ...], at: datetime
) -> Iterator[str]:
    """Open duties that nobody who holds them can ever do, and cases in which nobody can move.

    A duty is fine if one of its holders may now do an act it owes or is lifted by; or if that act
    only waits: for other duties, for an approval, or for a later stage of the case.
    """
    some = False
    owed = list(case.owed())
    for duty in owed:
        now, later = _prospects(duty, case, standard, calendar, people, at)
        some = some or now
        if not now and not later:
            yield f"{duty.id} 由 {duty.by} 负责，却没有人能办 {'、'.join(duty.owed)}"
    if case.stage in (Stage.NONE, Stage.ARCHIVED):
        return
    if not owed:
        yield f"停在 {case.stage}，没有人欠任何事"
    elif not some:
        yield f"停在 {case.stage}，欠着 {sorted(d.rule for d in owed)}，现在谁也动不了"


def _prospects(
    duty: Duty, case: Case, standard: Standard, calendar: WorkCalendar,
    people: tuple[Actor, ...], at: datetime,
) -> tuple[bool, bool]:  # fmt: skip
    later = False
    for actor in holders(duty, case, standard, people):
        question = Question(case, actor, standard, calendar, at)
        for act in ways(duty):
            refusal = why_not(question, act)
            if refusal is None:
                return True, True
            ahead = refusal.code == "not_at_this_stage" and _comes_later(act, case, standard)
            later = later or ahead or refusal.code in IN_LINE
    return False, later


def _comes_later(act: str, case: Case, standard: Standard) -> bool:
    rule = standard.acts.get(act)
    stages = rule.from_ if rule and rule.from_ is not None else ACTS[act].possible
    return any(ORDER.index(stage) > ORDER.index(case.stage) for stage in stages)


def broken(before: Case, event: Event, after: Case) -> Iterator[str]:
    """Laws of the core that this event broke."""
    if after.version != before.version + 1 or event.seq != after.version:
        yield f"版本从 {before.version} 跳到 {after.version}"
    json.dumps(dict(event.data))
    ids = [d.id for d in event.opened]
    if len(ids) != len(set(ids)) or set(ids) & set(before.duties):
        yield f"应办事项的编号重复：{ids}"
    for duty in event.opened:
        if duty.due and duty.start and duty.due < duty.start:
            yield f"{duty.id} 到期 {duty.due} 早于起算 {duty.start}"
    for old in before.duties.values():
        if not old.is_open and after.duties[old.id] != old:
            yield f"{old.id} 已经了结，却又变了"
    for closed in event.closed:
        if not before.duties[closed.duty].is_open:
            yield f"{closed.duty} 了结了两次"
    yield from _standing(after)


def _standing(case: Case) -> Iterator[str]:
    owed = list(case.owed())
    if case.stage in CLOSED and (late := [d.id for d in owed if d.before == "complete"]):
        yield f"已办结，却还欠办结前的 {late}"
    if case.stage is Stage.ARCHIVED:
        archived = case.happened("archived")[-1].seq  # a later rating may ask for more
        if late := [d.id for d in owed if d.before != "nothing" and d.arose <= archived]:
            yield f"已归档，却还欠归档前的 {late}"
    if case.stage is Stage.ASSIGNED and case.lead() is None and case.merged_into is None:
        yield "在办理中，却没有牵头部门"


def leaks(
    case: Case, standard: Standard, calendar: WorkCalendar, actor: Actor, at: datetime
) -> bool:
    """Whether somebody complained of may do anything at all on the case but what was asked of that
    very person."""
    if not is_walled_off(case, actor):
        return False
    question = Question(case, actor, standard, calendar, at)
    asked = {act for duty in case.asked_of(actor.user) for act in duty.owed}
    return any(why_not(question, act) is None for act in ACTS if act not in asked)
