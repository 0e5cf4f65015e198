"""工单 (case): the case as it stands, folded from its events. No standard, no calendar needed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.stage import Stage


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened: enough for «how often», «since when», «was it ever»."""

    name: str
    act: str
    at: datetime
    round: int
    seq: int
    user: str
    unit: str | None


@dataclass(slots=True)
class Case:
    """Everything that rules ask of a case. Texts are not here: rules never read prose."""

    version: int = 0
    stage: Stage = Stage.NONE
    outcome: str | None = None
    kind: str | None = None
    ground: str | None = None
    channel: str | None = None
    traits: tuple[str, ...] = ()
    tier: str | None = None
    round: int = 1
    conduct: bool = False
    accused_units: frozenset[str] = frozenset()
    accused_users: frozenset[str] = frozenset()
    refusal: str | None = None
    units: dict[str, str] = field(default_factory=dict)  # unit -> lead | supporting
    ever_placed: frozenset[str] = frozenset()
    returns: int = 0
    binding: bool = False
    answer: str | None = None
    unsolvable: bool = False
    solved: str | None = None
    satisfaction: str | None = None
    said: bool = False
    papers: str = "complete"
    papers_held: bool = False  # papers of the petitioner are in the window's hands
    way: str | None = None
    green: bool = False
    elsewhere: bool = False
    verdict: str | None = None
    merged_into: str | None = None
    decided_due_on: date | None = None
    determined_lead: str | None = None  # the lead a meeting fixed, until it sends it back
    carry_out_on: date | None = None
    helper: str | None = None
    answerable: str | None = None
    unreached: int = 0
    lapsed: str | None = None  # the rule of the duty last noted as late
    registered_at: datetime | None = None
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    informed_at: datetime | None = None
    ended_at: datetime | None = None
    archived_at: datetime | None = None
    moved_at: datetime | None = None  # when the stage last moved
    duties: dict[str, Duty] = field(default_factory=dict)
    pending: dict[int, Event] = field(default_factory=dict)
    past: list[Past] = field(default_factory=list)

    def copied(self) -> Case:
        """A copy that can be evolved without touching this one."""
        other = copy(self)
        other.units, other.duties = dict(self.units), dict(self.duties)
        other.pending, other.past = dict(self.pending), list(self.past)
        return other

    def owed(self) -> Iterator[Duty]:
        """The open duties."""
        return (d for d in self.duties.values() if d.is_open)

    def holding_up(self, what: str) -> list[Duty]:
        """The open duties that hold up ``complete`` or ``archive`` (archive waits for both)."""
        held = {what, "complete"} if what == "archive" else {what}
        return [d for d in self.owed() if d.before in held and what not in d.owed]

    def lead(self) -> str | None:
        """The unit that leads, if the case is placed."""
        return next((u for u, part in self.units.items() if part == "lead"), None)

    def happened(self, name: str, this_round: bool = True) -> list[Past]:
        """The occurrences of an event name, oldest first."""
        return [
            p for p in self.past if p.name == name and (not this_round or p.round == self.round)
        ]

    def relative_roles(self, unit: str | None) -> frozenset[str]:
        """The roles a unit has towards this case by being assigned to it."""
        part = self.units.get(unit) if unit else None
        if part is None:
            return frozenset()
        role = "lead_department" if part == "lead" else "supporting_department"
        return frozenset({role, "any_assigned"})

    def accuses(self, *units: object) -> bool:
        """Whether the complaint is about the conduct of one of these units."""
        return self.conduct and not self.accused_units.isdisjoint(units)

    def stage_before_placing(self) -> Stage:
        """Where the case stands again when it is no longer with a department."""
        for name, stage in (("determined", Stage.DETERMINED), ("screened", Stage.SCREENED)):
            if self.happened(name):
                return stage
        return Stage.ACCEPTED

    def change_duties(self, event: Event) -> None:
        """Take over what the event says of duties."""
        for closed in event.closed:
            duty = self.duties[closed.duty]
            self.duties[closed.duty] = duty.closed(closed.how, event.done_at, event.seq)
        for moved in event.moved:
            duty = self.duties[moved.duty]
            fixed = duty.fixed or moved.fixed
            self.duties[moved.duty] = replace(
                duty, due=moved.due, provisional=moved.provisional, fixed=fixed
            )
        for duty in event.opened:
            self.duties[duty.id] = duty
