"""How a duty is made: its holder, its start, its due time and what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.core.acts import ACTS
from bancheng.core.calendar import Limit, due_time
from bancheng.core.consequence.doing import Doing
from bancheng.core.duty import Duty
from bancheng.core.stage import Phase
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE


def phase_of(rule: DutyRule) -> Phase:
    """A duty's phase: as written, else that of the last of the acts it owes."""
    if rule.phase is not None:
        return Phase[rule.phase.upper()]
    return max(ACTS[a].phase for a in rule.owed)


@dataclass(frozen=True)
class Holder:
    """On whom a duty falls: a unit, one person by name, or (both None) a role of the centre."""

    unit: str | None = None
    person: str | None = None


def holders(rule: DutyRule, doing: Doing) -> list[Holder]:
    """On whom a duty falls: units by their part, the person the act asks, or the role."""
    if rule.by == "asked_person":
        person = doing.inner.text("asked_person")
        return [Holder(person=person)] if person else []
    parts = {
        "lead_department": ("lead",),
        "supporting_department": ("supporting",),
        "any_assigned": ("lead", "supporting"),
    }
    if rule.by not in parts:
        return [Holder()]
    return [Holder(unit) for unit, part in doing.after.units.items() if part in parts[rule.by]]


@dataclass(frozen=True)
class Start:
    """From when a limit runs, and since which event (for explaining it)."""

    at: datetime | None
    event: str


def start_of(rule: DutyRule, doing: Doing, arose: Start) -> Start:
    """The arising event's time, else the last time of the event (or due time) it counts from."""
    source = rule.counts_from
    if source is None:
        return arose
    if source.startswith("due of "):
        wanted = source.removeprefix("due of ")
        now = [d for d in doing.before.duties.values() if d.rule == wanted and d.due]
        dues = [d.due for d in (*now, *doing.opened) if d.rule == wanted and d.due]
        return Start(max(dues) if dues else None, source)
    times = doing.after.happened(source)
    return Start(times[-1].at if times else arose.at, source)


def _decided(doing: Doing, start: Start) -> datetime | None:
    """The close of the decided day, unless it was over before the limit could even begin."""
    day = doing.after.decided_due_on
    due = doing.calendar.closes_at(day) if day is not None else None
    return due if due is None or start.at is None or due > start.at else None


def make(
    name: str,
    doing: Doing,
    holder: Holder,
    arose: Start,
    *,
    limit: str | None = None,
    at_least: datetime | None = None,
    target: Duty | None = None,
    wished: datetime | None = None,
) -> Duty:
    """One duty of rule ``name`` on ``holder``. ``at_least`` is the running due time that a limit
    already past falls back to; ``limit`` replaces the rule's own (repeats)."""
    rule, seq = doing.standard.duties[name], doing.event.seq
    text = limit or rule.within
    start = start_of(rule, doing, arose)
    due, provisional, fixed = None, False, False
    if text == AS_DECIDED and (decided := _decided(doing, start)) is not None:
        due, fixed = decided, True
    elif text == AS_PROMISED and doing.after.carry_out_on is not None:
        due, fixed = doing.calendar.closes_at(doing.after.carry_out_on), True
    elif text == BEFORE_DUE and target is not None:
        due, fixed = target.due, True
    else:
        text = (rule.otherwise or text) if text == AS_DECIDED else text
        if start.at is not None:
            found = due_time(
                Limit.parse(text), start.at, doing.calendar, doing.standard.closed_hours
            )
            due, provisional = found.due, found.provisional
    if due is not None and at_least is not None and due <= doing.event.done_at < at_least:
        due, fixed = at_least, True
    return Duty(
        id=f"{name}#{seq}" + (f"@{holder.unit}" if holder.unit else ""),
        rule=name,
        owed=rule.owed,
        by=rule.by,
        means=rule.means,
        before=rule.before,
        phase=int(phase_of(rule)),
        arose=seq,
        start=start.at,
        limit=text,
        due=due,
        provisional=provisional,
        unit=holder.unit,
        person=holder.person,
        lifted_by=rule.lifted_by,
        cites=rule.cites,
        because=rule.because,
        start_event=start.event,
        target=target.id if target else None,
        wished_due=wished,
        fixed=fixed,
    )
