"""Between the journal's entries and the core's events: nothing is added, nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bancheng.core.case import Case
from bancheng.core.codec import actor_of, body_of, event_from
from bancheng.core.event import Event
from bancheng.core.fact import Fact
from bancheng.core.fold import evolve
from bancheng.journal import read
from bancheng.journal.envelope import Recorded

ERASED = "personal_erased"  # the journal's own event: no act, nothing for the fold


def fact_of(case_no: str, command_id: str, event: Event, texts: Mapping[str, str]) -> Fact:
    """An event as a fact to be sealed."""
    return Fact(
        case_no=case_no,
        event=event.name,
        command_id=command_id,
        done_at=event.done_at,
        recorded_at=event.recorded_at,
        actor=actor_of(event),
        body=body_of(event),
        details=texts,
    )


@lru_cache(maxsize=read.KEPT)
def event_of(recorded: Recorded) -> Event:
    """The event that an entry tells; a value, which nobody changes."""
    return event_from(
        recorded.version,
        recorded.event,
        (recorded.done_at, recorded.recorded_at),
        recorded.actor,
        recorded.body,
        recorded.fields,
    )


def case_of(recorded: Iterable[Recorded]) -> Case:
    """The case after these entries, which begin with its first."""
    case = Case()
    go_on(case, recorded)
    return case


def go_on(case: Case, recorded: Iterable[Recorded]) -> None:
    """Let these entries happen to the case. An erasure counts as a version and changes nothing."""
    for entry in recorded:
        if entry.event != ERASED:
            evolve(case, event_of(entry))
        case.version = entry.version
