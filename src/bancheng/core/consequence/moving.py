"""Which due times an act moves: extensions, recounts, and duties that count from another's due."""

from __future__ import annotations

from datetime import date, datetime

from bancheng.core.calendar import Limit, due_time
from bancheng.core.consequence.doing import Doing
from bancheng.core.consequence.making import Holder, Start, make
from bancheng.core.duty import Duty
from bancheng.core.event import Moved
from bancheng.core.standard.duty_rule import Extension
from bancheng.core.standard.within import AS_DECIDED, BEFORE_DUE


def move(doing: Doing) -> None:
    """Extensions reported or told, and a calendar that changed."""
    act = doing.inner.act if not doing.event.pending else ""
    if doing.event.act == "reject":
        return
    if act == "extend":
        _extend(doing)
    elif act == "explain_extension":
        _told(doing)
    elif act == "redate":
        _recount(doing)


def _extended(doing: Doing, duty: Duty) -> Extension | None:
    rule = doing.standard.duties.get(duty.rule)
    if rule is None or duty.due is None or duty.unit not in (None, doing.inner.by.unit):
        return None
    return rule.extension


def _extend(doing: Doing) -> None:
    new = doing.calendar.closes_at(date.fromisoformat(doing.inner.text("until_on")))
    for duty in list(doing.still_open()):
        extension = _extended(doing, duty)
        if extension is None:
            continue
        if extension.effect == "when_told":
            _owe_telling(doing, duty, new)
        else:
            doing.moved[duty.id] = Moved(duty.id, new, False, "extended", duty.due, True)


def _owe_telling(doing: Doing, target: Duty, new: datetime) -> None:
    for name, rule in doing.standard.duties.items():
        if "extended" in rule.arises and rule.within == BEFORE_DUE:
            start = Start(doing.event.done_at, "extended")
            doing.opened.append(make(name, doing, Holder(), start, target=target, wished=new))


def _told(doing: Doing) -> None:
    """Told in time, the due time moves; told too late, it is on record and moves nothing."""
    for duty in doing.before.owed():
        target = doing.before.duties.get(duty.target) if duty.target else None
        if target is None or duty.wished_due is None or not target.is_open:
            continue
        if duty.due is not None and doing.event.done_at <= duty.due:
            doing.moved[target.id] = Moved(
                target.id, duty.wished_due, False, "extended", target.due, True
            )


def _recount(doing: Doing) -> None:
    for duty in doing.still_open():
        if duty.fixed or duty.due is None or duty.start is None or duty.limit == AS_DECIDED:
            continue
        limit = Limit.parse(duty.limit)
        found = due_time(limit, duty.start, doing.calendar, doing.standard.closed_hours)
        if found.due is not None and (found.due, found.provisional) != (duty.due, duty.provisional):
            doing.moved[duty.id] = Moved(
                duty.id, found.due, found.provisional, "recounted", duty.due
            )


def follow(doing: Doing) -> None:
    """A duty that counts from another's due time moves with it."""
    for moved in list(doing.moved.values()):
        mover = doing.before.duties[moved.duty]
        for duty in doing.still_open():
            rule = doing.standard.duties.get(duty.rule)
            if rule is None or rule.counts_from != f"due of {mover.rule}":
                continue
            limit = Limit.parse(duty.limit)
            found = due_time(limit, moved.due, doing.calendar, doing.standard.closed_hours)
            if found.due is not None:
                doing.moved[duty.id] = Moved(
                    duty.id, found.due, found.provisional, "follows", duty.due
                )
