"""From facts to the case as it stands: what each event does, and nothing the event does not say."""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.core.acts import ACTS
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
    case.version = event.seq
    if event.pending:
        case.pending[event.seq] = event
    elif event.act in ("approve", "reject"):
        _decide_request(case, event)
    else:
        take_effect(case, event)
    case.past.append(_past(case, event.name, event.act, event))
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
        take_effect(case, request)
        case.past.append(_past(case, request.name.removesuffix("_requested"), request.act, event))


def _past(case: Case, name: str, act: str, event: Event) -> Past:
    return Past(name, act, event.done_at, case.round, event.seq, event.by.user, event.by.unit)
