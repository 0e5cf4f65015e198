"""What a trial counts: cases, acts, duties kept or not, routes, clauses exercised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.standard.sourced import Sourced
from bancheng.core.standard.standard import Standard

CLOSING = ("complete", "archive")


@dataclass
class Tally:
    """The figures of one standard."""

    standard: str
    cases: int = 0
    archived: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    clauses: Counter[str] = field(default_factory=Counter)
    met: int = 0
    late: int = 0
    dropped: int = 0
    open: int = 0
    closing_left: list[str] = field(default_factory=list)

    def add(
        self, standard: Standard, route: str, case_no: str, case: Case, events: Iterable[Event]
    ) -> None:
        """One case that has come to its end."""
        self.cases += 1
        self.clauses.update(standard.routes[route].cites)
        self.archived += case.archived_at is not None
        self.routes[route] += 1
        self.outcomes[str(case.outcome)] += 1
        for event in events:
            self.acts[event.act] += 1
            duties = {clause for duty in event.opened for clause in duty.cites}
            self.clauses.update({*event.cites, *duties, *_named(standard, event)})
        self._duties(case_no, case)

    def _duties(self, case_no: str, case: Case) -> None:
        for duty in case.duties.values():
            if duty.is_open:
                self.open += 1
                if duty.before in CLOSING:
                    self.closing_left.append(f"{case_no} {duty.id}")
            elif duty.state in ("dropped", "replaced"):
                self.dropped += 1
            elif duty.closed_at is not None and duty.late_at(duty.closed_at):
                self.late += 1
            else:
                self.met += 1

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return dict(vars(self))


def _named(standard: Standard, event: Event) -> set[str]:
    """The clauses of the kind, ground, channel … that an event names."""
    sections: dict[str, Mapping[str, Sourced]] = {
        "kind": standard.kinds,
        "ground": standard.grounds,
        "channel": standard.channels,
        "refusal": standard.refusals,
        "traits": standard.traits,
    }
    found: set[str] = set()
    for name, section in sections.items():
        for word in event.names(name) or (event.text(name),):
            found.update(section[word].cites if word in section else ())
    return found
