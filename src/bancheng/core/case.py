"""工单 (case): the case as it stands, folded from its events. No standard, no calendar needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bancheng.core.actor import Actor
from bancheng.core.attachment import Held
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


@dataclass(frozen=True, slots=True)
class Link:
    """上级工单: the case of its own that the level above has for one sending up (entry ``since``).

    ``above`` is its number once it is there; ``standing`` is awaited until a result came down
    (answered) or this side no longer waits for one (given_up).
    """

    since: int
    above: str | None = None
    standing: str = "awaited"


@dataclass  # without slots: every act copies its case, and one dictionary is copied at once
class Case:
    """Everything that rules ask of a case. Texts are not here: rules never read prose."""

    version: int = 0
    stage: Stage = Stage.NONE
    outcome: str | None = None
    kind: str | None = None
    ground: str | None = None
    waiting_units: tuple[str, ...] = ()  # that wait for one another, as the clerk recorded it
    service_item: str | None = None  # list/code@version, as it was found in the item library
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
    revisit_satisfaction: str | None = None  # as the level above found it, on its own account
    said: bool = False
    papers: str = "complete"
    papers_held: bool = False  # papers of the petitioner are in the window's hands
    way: str | None = None
    green: bool = False
    elsewhere: bool = False
    joint: bool = False  # placed above, where a case of its own answers for this one
    links: tuple[Link, ...] = ()
    below: str | None = None  # the case of the level below that this one answers for
    brought_by: str | None = None  # the unit that handed the matter in for the petitioner
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
    recorded_at: datetime | None = None  # when its last entry was recorded
    duties: dict[str, Duty] = field(default_factory=dict)
    pending: dict[int, Event] = field(default_factory=dict)
    past: list[Past] = field(default_factory=list)
    files: Mapping[str, Held] = field(default_factory=dict)  # replaced, never changed

    def copied(self) -> Case:
        """A copy that can be evolved without touching this one."""
        other = object.__new__(Case)
        other.__dict__.update(self.__dict__)
        other.units, other.duties = dict(self.units), dict(self.duties)
        other.pending, other.past = dict(self.pending), list(self.past)
        return other

    def owed(self) -> Iterator[Duty]:
        """The open duties."""
        return (d for d in self.duties.values() if d.is_open)

    def asked_of(self, user: str) -> list[Duty]:
        """The open duties that this very person owes, and nobody else."""
        return [d for d in self.owed() if d.person == user]

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

    def accuses_its_window(self) -> bool:
        """Whether the complaint is about the very unit whose window took it in."""
        return self.accuses(*(p.unit for p in self.past if p.act == "register"))

    def confirmed(self) -> bool:
        """Whether the petitioner has confirmed the record as it stands, corrections included."""
        last = {p.name: p.seq for p in self.past if p.name in ("confirmed", "corrected")}
        return last.get("confirmed", 0) > last.get("corrected", 0)

    def send_above(self, since: int, joint: bool) -> None:
        """The level above gets it anew; an earlier case of its own there is awaited no more."""
        self.end_links("given_up")
        self.joint = joint
        if joint:
            self.links += (Link(since),)

    def end_links(self, standing: str) -> None:
        """Nothing is awaited from above any more: it was answered, or given up."""
        self.links = tuple(
            replace(link, standing=standing) if link.standing == "awaited" else link
            for link in self.links
        )

    def take_from_above(self) -> None:
        """It is with nobody elsewhere any more."""
        self.elsewhere = self.joint = False
        self.end_links("given_up")

    def hold_files(self, event: Event) -> None:
        """Take over the files that came with an act."""
        brought = event.names("files")
        if brought:
            held = Held(event.seq, event.by.user, event.by.unit)
            self.files = {**self.files, **dict.fromkeys(brought, held)}

    def may_strike(self, held: Held, actor: Actor) -> bool:
        """Whoever attached a file, their unit, and those who are no handling department."""
        own = held.user == actor.user or held.unit == actor.unit
        return own or actor.unit not in self.units

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
