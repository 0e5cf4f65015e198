"""An act while its consequences are worked out: the case before and after, and what changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bancheng.core.acts import ACTS, GROUPS, granted, refused, requested
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.duty import Duty, State
from bancheng.core.event import Event, Moved
from bancheng.core.fold import evolve
from bancheng.core.standard.standard import Standard


@dataclass
class Doing:
    """``inner`` is the act that takes effect (the requested one, where it is approved), ``acts``
    the names under which it discharges duties, ``triggers`` the event names it answers to."""

    before: Case
    after: Case
    event: Event
    inner: Event
    acts: frozenset[str]
    triggers: frozenset[str]
    standard: Standard
    calendar: WorkCalendar
    opened: list[Duty] = field(default_factory=list)
    closed: dict[str, State] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)

    def still_open(self) -> Iterator[Duty]:
        """The open duties that this act has not ended."""
        return (d for d in self.before.owed() if d.id not in self.closed)


def prepare(case: Case, event: Event, standard: Standard, calendar: WorkCalendar) -> Doing:
    """Let the bare act happen to a copy, and name what may arise from it."""
    after = case.copied()
    evolve(after, event)
    inner, names, act = event, {event.name}, event.act
    if event.pending:
        names, act = {requested(event.act)}, ""
    elif event.act in ("approve", "reject"):
        inner = case.pending[int(event.text("request"))]
        if event.act == "reject":
            names, act = {refused(inner.act)}, event.act
        else:
            names, act = {event.name, granted(inner, event.done_at).name}, inner.act
    names |= {group for group, events in GROUPS.items() if events & names}
    acts = {act, event.act if not event.pending else ""} - {""}
    acts |= {spec.counts_as for a in acts if (spec := ACTS[a]).counts_as}
    return Doing(case, after, event, inner, frozenset(acts), frozenset(names), standard, calendar)
