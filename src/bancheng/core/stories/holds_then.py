"""Compares how a case stands after a step with what its story says, in sentences for a clerk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bancheng.core.act import Question
from bancheng.core.case import Case
from bancheng.core.decider import Setting
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.permission import why_not
from bancheng.core.stories.cast import actor
from bancheng.core.stories.reading import plain
from bancheng.core.stories.story import Then


@dataclass(frozen=True)
class Stand:
    """A case after a step: ``event`` is what the step wrote, None where it was refused."""

    case: Case
    setting: Setting
    now: datetime | None
    event: Event | None = None

    def clock(self, at: datetime) -> str:
        """«2026-11-23 09:00» on the hall's clock."""
        return f"{at.astimezone(self.setting.calendar.zone):%Y-%m-%d %H:%M}"


def differs(then: Then, stand: Stand) -> Iterator[str]:
    """Every way in which the case stands otherwise than told."""
    for check in (_places, _owed, _promised, _ended, _values, _written, _allowed):
        yield from check(then, stand)


def _places(then: Then, stand: Stand) -> Iterator[str]:
    case = stand.case
    if then.stage is not None and case.stage != then.stage:
        yield f"应到 {then.stage}，却在 {case.stage}"
    if then.outcome is not None and case.outcome != then.outcome:
        yield f"结局应为 {then.outcome}，却是 {case.outcome}"


def _owed(then: Then, stand: Stand) -> Iterator[str]:
    owed = {_name(d): d for d in stand.case.owed()}
    for name, due in then.owes.items():
        if name not in owed:
            yield f"应欠 {name}，却只欠 {sorted(owed)}"
        elif (shown := _due(owed[name], stand)) != due:
            yield f"{name} 应到 {due}，却到 {shown}"
    for name in then.owes_not:
        if name in owed:
            yield f"不该还欠 {name}"
    if then.owes_only is not None and set(owed) != set(then.owes_only):
        yield f"应只欠 {sorted(then.owes_only)}，却欠 {sorted(owed)}"


def _due(duty: Duty, stand: Stand) -> str:
    if duty.due is None:
        return "open"
    return stand.clock(duty.due) + (" provisional" if duty.provisional else "")


def _promised(then: Then, stand: Stand) -> Iterator[str]:
    owed = {_name(d): d for d in stand.case.owed()}
    for name, promises in then.duty.items():
        if name not in owed:
            yield f"应欠 {name}，却只欠 {sorted(owed)}"
            continue
        for key, wanted in promises.items():
            shown = plain(getattr(owed[name], key))
            if shown not in (plain(wanted), [plain(wanted)]):
                yield f"{name} 的 {key} 应为 {wanted}，却是 {shown}"


def _ended(then: Then, stand: Stand) -> Iterator[str]:
    duties = stand.case.duties.values()
    for name, how in then.ended.items():
        states = [d.state for d in duties if _name(d) == name]
        if not states or states[-1] != how:
            yield f"{name} 应为 {how}，却是 {states}"
    late = {_name(d) for d in duties if stand.now and d.late_at(stand.now)}
    for name in then.late:
        if name not in late:
            yield f"{name} 应当超时"


def _values(then: Then, stand: Stand) -> Iterator[str]:
    for name, wanted in then.case.items():
        shown = plain(getattr(stand.case, name))
        if shown != plain(wanted):
            yield f"{name} 应为 {wanted}，却是 {shown}"


def _written(then: Then, stand: Stand) -> Iterator[str]:
    if not then.entry:
        return
    if stand.event is None:
        yield "应有一条记录，却没有"
        return
    event = stand.event
    written = dict(event.data) | {
        "act": event.act,
        "done_at": stand.clock(event.done_at),
        "recorded_at": stand.clock(event.recorded_at),
        "user": event.by.user,
        "role": event.by.role,
        "unit": event.by.unit,
        "recorded": event.by.recorded,
        "beside": event.beside,
    }
    for name, wanted in then.entry.items():
        if plain(written.get(name)) != plain(wanted):
            yield f"记录的 {name} 应为 {wanted}，却是 {written.get(name)}"


def _allowed(then: Then, stand: Stand) -> Iterator[str]:
    if stand.now is None:
        return
    standard, calendar = stand.setting.standard, stand.setting.calendar
    for wanted, table in ((True, then.may), (False, then.may_not)):
        for who, acts in table.items():
            question = Question(stand.case, actor(who, standard), standard, calendar, stand.now)
            for act in acts:
                if (why_not(question, act) is None) is not wanted:
                    yield f"{who} {'应当能' if wanted else '不应能'} {act}"


def _name(duty: Duty) -> str:
    held_by = duty.unit or duty.person
    return duty.rule + (f"@{held_by}" if held_by else "")
