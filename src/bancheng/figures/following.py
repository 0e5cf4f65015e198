"""从日志到统计: what the entries of one case say, state by state, for figures to be counted from.

Nothing is asked of rows, of the staff list or of the clock: reading the same entries again gives
the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bancheng.casework.facts import ERASED, event_of
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.stage import PHASE_OF, Phase, Stage
from bancheng.core.standard.standard import Standard
from bancheng.figures.bands import band
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.lives import DutyLife, StayLife
from bancheng.figures.stay_row import Stay
from bancheng.journal.envelope import Recorded

NO_TIME = timedelta(0)
TIMED = {
    Phase.INTAKE: "time_intake",
    Phase.ASSIGNMENT: "time_assignment",
    Phase.HANDLING: "time_handling",
    Phase.TELLING: "time_telling",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of one case."""

    states: list[CaseFact]
    duties: list[DutyFact]
    stays: list[Stay]


@dataclass
class Follower:
    """Goes along a case's entries and notes what changes."""

    calendar: WorkCalendar
    standard: Standard
    case: Case = field(default_factory=Case)
    causes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spent: dict[Phase, timedelta] = field(default_factory=dict)
    reached: datetime | None = None
    declined: str | None = None
    called: str | None = None
    returned: bool = False

    def take(self, event: Event) -> None:
        """Let one event happen."""
        stage, round_before = self.case.stage, self.case.round
        at = max(event.done_at, self.reached or event.done_at)
        if self.reached is not None and stage in PHASE_OF:
            phase = PHASE_OF[stage]
            self.spent[phase] = self.spent.get(phase, NO_TIME) + (at - self.reached)
        self.reached = at
        had_refusal = self.case.refusal
        evolve(self.case, event)
        self._note_causes(event)
        if self.case.refusal is None or self.case.accepted_at is not None:
            self.declined = None
        elif had_refusal is None:
            self.declined = self.day(event.done_at)
        if event.name == "called_back":
            self.called = self.day(event.done_at)
        elif self.case.round != round_before:
            self.called = None
        self.returned = self.returned or event.act == "object"

    def _note_causes(self, event: Event) -> None:
        told: dict[str, list[str]] = {}
        for name, cause in self.standard.causes.items():
            for source, values in cause.shown_by.items():
                if event.text(source) in values:
                    told.setdefault(source, []).append(name)
        self.causes |= {source: tuple(names) for source, names in told.items()}

    def day(self, at: datetime | None) -> str | None:
        """The day on the hall's clock."""
        return self.calendar.local(at).date().isoformat() if at else None

    def state(self, again: str) -> dict[str, Any]:
        """The case as figures tell it."""
        case = self.case
        told = {name for names in self.causes.values() for name in names}
        return {
            "accepted_on": self.day(case.accepted_at),
            "declined_on": self.declined,
            "ended_on": self.day(case.ended_at) if case.accepted_at else None,
            "called_on": self.called,
            "kind": case.kind or "",
            "ground": case.ground or "",
            "channel": case.channel or "",
            "way": case.way or "",
            "lead": case.lead() or "",
            "item": (case.service_item or "").rpartition("@")[0],
            "causes": " ".join(sorted(told)),
            "outcome": case.outcome or "",
            "refusal": case.refusal or "",
            "solved": case.solved or "",
            "satisfaction": case.satisfaction or "",
            "repeats": self._repeats(again),
            **self._times(),
        }

    def _repeats(self, again: str) -> str:
        if self.case.accepted_at is None:
            return ""
        told = {
            "person": bool(again),
            "matter": again == "matter",
            "returned": self.returned,
            "reopened": self.case.round > 1,
        }
        return " ".join(code for code, holds in told.items() if holds)

    def _times(self) -> dict[str, str]:
        """Only of a case that ended: what is still running has no length yet."""
        if self.case.ended_at is None:
            return dict.fromkeys(("time_all", *TIMED.values()), "")
        told = {
            name: band(self.spent[phase]) if phase in self.spent else ""
            for phase, name in TIMED.items()
        }
        whole = sum((self.spent.get(phase, NO_TIME) for phase in TIMED), NO_TIME)
        return {"time_all": band(whole), **told}


def follow(
    recorded: Iterable[Recorded], standard: Standard, calendar: WorkCalendar, again: str
) -> Facts:
    """The facts of one case, from all of its entries in order."""
    follower = Follower(calendar, standard)
    states: list[CaseFact] = []
    duties: dict[str, DutyLife] = {}
    stays: list[StayLife] = []
    last: dict[str, Any] = {}
    for entry in recorded:
        if entry.event == ERASED:
            continue
        event = event_of(entry)
        had = _with(follower.case)
        follower.take(event)
        last = _note_state(states, last, follower.state(again), entry)
        for life in _touched(event, follower.case, duties):
            life.take(event, follower.case)
        _note_stays(stays, had, follower.case, event)
    conduct, head = follower.case.conduct, (states[0].chain, states[0].case_no) if states else None
    if head is None:
        return Facts([], [], [])
    for state in states:
        state.conduct = conduct
    return Facts(
        [s for s in states if s.known_until is None or s.known_until > s.known_from],
        [row for life in duties.values() for row in life.rows(*head, conduct, calendar)],
        [stay.row(*head, conduct, calendar) for stay in stays],
    )


def _note_state(
    states: list[CaseFact], last: dict[str, Any], now: dict[str, Any], entry: Recorded
) -> dict[str, Any]:
    if states and now == last:
        return last
    since = entry.recorded_at
    if states:
        since = max(since, states[-1].known_from)
        states[-1].known_until = since
    states.append(CaseFact(chain=entry.chain, case_no=entry.case_no, known_from=since, **now))
    return now


def _touched(event: Event, case: Case, duties: dict[str, DutyLife]) -> Iterator[DutyLife]:
    named = [d.id for d in event.opened]
    named += [m.duty for m in event.moved] + [c.duty for c in event.closed]
    for duty_id in dict.fromkeys(named):
        if duty_id in case.duties:
            yield duties.setdefault(duty_id, DutyLife(duty_id))


def _with(case: Case) -> dict[str, str]:
    """Which units have the case while they work on it."""
    return dict(case.units) if case.stage is Stage.ASSIGNED else {}


def _note_stays(stays: list[StayLife], had: dict[str, str], case: Case, event: Event) -> None:
    has = _with(case)
    for number, stay in enumerate(stays):
        if stay.left_at is None and stay.unit not in has:
            stays[number] = replace(
                stay, left_at=event.done_at, left_known=event.recorded_at, how=_how(case, event)
            )
    stays += [
        StayLife(unit, part, event.done_at, event.recorded_at)
        for unit, part in has.items()
        if unit not in had
    ]


def _how(case: Case, event: Event) -> str:
    if event.act == "object":
        return "returned"
    answered = case.stage in (Stage.REPLIED, Stage.INFORMED, Stage.ENDED)
    return "answered" if answered else "taken_back"
