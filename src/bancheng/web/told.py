"""办完的话: what was just recorded and who owes what next, in one sentence above the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bancheng.casework.door import Done
from bancheng.casework.names import Names
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.permission import act_term, duty_term, role_term
from bancheng.core.standard.standard import Standard
from bancheng.web.words_of_time import clock_words


def told(done: Done, standard: Standard, names: Names, now: datetime) -> str:
    """``已登记、受理。接下来：…``; a repeated command did nothing a second time and says so."""
    if done.repeated:
        return "这一步刚才已经记下，没有重复办理；要是后来又改过，改的没有记进去。"
    return "".join((_did(done.events, standard), _next(done.events, standard, names, now)))


def _did(events: Sequence[Event], standard: Standard) -> str:
    terms = "、".join(
        f"报请批准“{act_term(standard, e.act)}”" if e.pending else act_term(standard, e.act)
        for e in events
    )
    return f"已记录：{terms}。"


def _next(events: Sequence[Event], standard: Standard, names: Names, now: datetime) -> str:
    closed = {c.duty for e in events for c in e.closed}
    opened = [d for e in events for d in e.opened if d.id not in closed and d.due is not None]
    if not opened:
        return ""
    first = min(opened, key=lambda d: d.due or now)
    who, what = holder(first, standard, names), duty_term(standard, first.rule)
    return f"接下来：{who}“{what}”{_by(first, now)}。"


def _by(duty: Duty, now: datetime) -> str:
    return f"，{clock_words(duty.due, now)} 前" if duty.due else ""


def holder(duty: Duty, standard: Standard, names: Names) -> str:
    """Who owes a duty: the department or the person by name, else the role."""
    if duty.person:
        return names.user(duty.person)
    return names.unit(duty.unit) if duty.unit else role_term(standard, duty.by)
