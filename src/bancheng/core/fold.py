"""From facts to the case as it stands: what each event does, and nothing the event does not say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bancheng.core.acts import ACTS, granted
from bancheng.core.case import Case, Past
from bancheng.core.event import Event


def fold(events: Iterable[Event]) -> Case:
    """The case after these events, oldest first."""
    case = Case()
    for event in events:
        evolve(case, event)
    return case


def evolve(case: Case, event: Event) -> None:
    """Let one event happen to the case."""
    case.version, case.recorded_at = event.seq, event.recorded_at
    if event.pending:
        case.pending[event.seq] = event
    elif event.act in ("approve", "reject"):
        _decide_request(case, event)
    else:
        take_effect(case, event)
    case.past.append(_past(case, event))
    case.change_duties(event)
    case.hold_files(event)


def complete(case: Case, event: Event) -> None:
    """Let the duties of an event happen to a case that the event has happened to without them."""
    if event.pending:
        case.pending[event.seq] = event
    case.change_duties(event)


def take_effect(case: Case, event: Event) -> None:
    """What the act itself changes: the stage first, then its own effect."""
    act = ACTS[event.act]
    if act.to is not None:
        case.stage = act.to
        case.moved_at = event.done_at
    act.effect(case, event)


def _decide_request(case: Case, event: Event) -> None:
    request = case.pending.pop(int(event.text("request")))
    if event.act == "approve":
        effective = replace(granted(request, event.done_at), seq=event.seq)
        take_effect(case, effective)
        case.past.append(_past(case, effective))


def _past(case: Case, event: Event) -> Past:
    by = event.by
    return Past(event.name, event.act, event.done_at, case.round, event.seq, by.user, by.unit)
