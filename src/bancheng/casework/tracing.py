"""责任倒查: who had a case when, for how long, under which duty, how late — from its facts alone.

Everything is worked out from the case's events as they were recorded: nothing is asked of the rows,
of today's staff list or of today's rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.stage import Stage

NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody had the case: a person who answered for it, or a unit that it was placed with.

    ``ends`` is None while it lasts. ``part`` is answerable, lead or supporting; ``began`` and
    ``ended`` are the acts that gave and took it.
    """

    part: str
    user: str | None
    unit: str | None
    begins: datetime
    ends: datetime | None
    began: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """One duty: ``done_by`` is whoever ended it, ``for_another`` whether they only wrote it down.

    ``late`` is calendar time over the due time, ``late_worked`` the office time in it.
    """

    duty: Duty
    ends: datetime
    lasted: timedelta
    worked: timedelta
    late: timedelta
    late_worked: timedelta
    done_by: str
    unit: str | None
    for_another: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """A case traced back, from its first entry to its last or to now."""

    begins: datetime
    ends: datetime
    spans: tuple[Span, ...]
    duties: tuple[Traced, ...]
    passed_on: tuple[Event, ...]


def trace(events: Sequence[Event], calendar: WorkCalendar, now: datetime) -> Trace:
    """What these events of one case, oldest first, say of who answers for what."""
    case, spans = Case(), list[Span]()
    for event in events:
        before = case.copied()
        evolve(case, event)
        spans = _followed(spans, before, case, event)
    begins = min(event.done_at for event in events)
    over = case.stage in (Stage.ENDED, Stage.ARCHIVED) and not any(case.owed())
    ends = max(event.done_at for event in events) if over else now
    by_seq = {event.seq: event for event in events}
    traced = [_traced(duty, by_seq, calendar, now) for duty in case.duties.values()]
    return Trace(
        begins,
        max(begins, ends),
        tuple(sorted(spans, key=lambda s: (s.begins, s.part))),
        tuple(sorted(traced, key=lambda t: (t.duty.arose, t.duty.id))),
        tuple(event for event in events if _passes_on(event)),
    )


def worked_between(calendar: WorkCalendar, begins: datetime, ends: datetime) -> timedelta:
    """The office time between two moments; none where the second is not later."""
    found = NO_TIME
    if ends <= begins:
        return found
    for opens, closes in calendar.sessions_from(calendar.local(begins)):
        if opens >= ends:
            return found
        found += min(closes, ends) - max(opens, begins)
    return found


def _followed(spans: list[Span], before: Case, after: Case, event: Event) -> list[Span]:
    """The spans after one event: what it ended, and what it began."""
    had, has = _having(before), _having(after)
    kept = [
        replace(s, ends=event.done_at, ended=event.act)
        if s.ends is None and _key(s) not in has
        else s
        for s in spans
    ]
    begun = [
        Span(part, user, unit, event.done_at, None, event.act)
        for part, user, unit in has
        if (part, user, unit) not in had
    ]
    return kept + begun


Key = tuple[str, str | None, str | None]


def _key(span: Span) -> Key:
    return span.part, span.user, span.unit


def _having(case: Case) -> list[Key]:
    """Who has the case: the person answerable while it is open, units while they work on it."""
    found: list[Key] = []
    if case.answerable and case.stage is not Stage.ARCHIVED:
        found.append(("answerable", case.answerable, None))
    if case.stage is Stage.ASSIGNED:
        found += [(part, None, unit) for unit, part in case.units.items()]
    return found


def _traced(duty: Duty, by_seq: dict[int, Event], calendar: WorkCalendar, now: datetime) -> Traced:
    begins = duty.start or by_seq[duty.arose].done_at
    ends = max(duty.closed_at or now, begins)
    due = duty.due
    closing = by_seq.get(duty.closed_by or 0)
    done = closing is not None and duty.state == "done"
    return Traced(
        duty,
        ends,
        ends - begins,
        worked_between(calendar, begins, ends),
        max(ends - due, NO_TIME) if due else NO_TIME,
        worked_between(calendar, due, ends) if due else NO_TIME,
        closing.by.user if closing is not None and done else "",
        closing.by.unit if closing is not None and done else None,
        closing.by.recorded if closing is not None and done else False,
    )


def _passes_on(event: Event) -> bool:
    """Whether the case changed hands, or somebody wrote for somebody else, or later than done."""
    return event.act in PASSING or event.by.recorded or _in_place(event) or _late(event)


PASSING = frozenset({"hand_over", "transfer", "recall", "object", "assist", "send_up", "reopen"})


def _in_place(event: Event) -> bool:
    return event.by.substitute_for is not None


def _late(event: Event) -> bool:
    return event.done_at != event.recorded_at
