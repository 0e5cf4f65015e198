"""数什么: which figures one state of a case, one duty and one stay count for, and on which day.

There is one place that says so. The sums kept ready, the sums of a past moment, those for a reader
who sees few cases, and the list behind each figure all come from here, so they cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.stay_row import Stay

RESULTS = frozenset({"result", "opinion", "basis"})
"""What a duty is for, where it is the answer to the matter itself."""
AXES = ("kind", "ground", "channel", "way", "lead", "item")
TIMES = ("time_all", "time_intake", "time_assignment", "time_handling", "time_telling")
ANCHORS = ("accepted", "declined", "ended", "called")
"""What happens to a case on a day, once; each is a column ``<anchor>_on``."""
COLUMNS = (
    *("case_no", "accepted_on", "declined_on", "ended_on", "called_on"),
    *AXES,
    *("causes", "outcome", "refusal", "solved", "satisfaction"),
    *("returned", "reopened", "again"),
    *TIMES,
)


class Key(NamedTuple):
    """One figure: what is counted (``measure``), of which ``code`` of which ``axis``."""

    axis: str
    code: str
    measure: str


class State(NamedTuple):
    """What is counted of a case; the same names and order as ``COLUMNS``."""

    case_no: str
    accepted_on: str | None
    declined_on: str | None
    ended_on: str | None
    called_on: str | None
    kind: str
    ground: str
    channel: str
    way: str
    lead: str
    item: str
    causes: str
    outcome: str
    refusal: str
    solved: str
    satisfaction: str
    returned: bool
    reopened: bool
    again: str
    time_all: str
    time_intake: str
    time_assignment: str
    time_handling: str
    time_telling: str


class Due(NamedTuple):
    """What is counted of a duty."""

    day: str
    rule: str
    means: str
    unit: str
    verdict: str
    late_by: str
    extended: bool


Counted = Counter[Key]
ByMonth = dict[str, Counted]


def state_of(fact: CaseFact) -> State:
    """What a row says."""
    return State(*(getattr(fact, name) for name in COLUMNS))


def of_state(state: State, anchor: str) -> Iterator[Key]:
    """The figures of what happened to a case on one day."""
    return OF_ANCHOR[anchor](state)


def _accepted(state: State) -> Iterator[Key]:
    yield from _along_all(state, state.accepted_on or "", "accepted")
    if state.again:
        yield Key("again", "person", "accepted")
    if state.again == "matter":
        yield Key("again", "matter", "accepted")
    for name in ("returned", "reopened"):
        if getattr(state, name):
            yield Key("again", name, "accepted")


def _declined(state: State) -> Iterator[Key]:
    yield Key("all", "", "declined")
    yield Key("refusal", state.refusal, "declined")


def _ended(state: State) -> Iterator[Key]:
    yield from _along_all(state, state.ended_on or "", "ended")
    yield Key("outcome", state.outcome, "ended")
    if state.outcome == "done":
        yield from _along_all(state, state.ended_on or "", "done")
    for name in TIMES:
        if lasted := getattr(state, name):
            yield Key(name, lasted, "ended")


def _called(state: State) -> Iterator[Key]:
    yield Key("all", "", "called_back")
    yield Key("solved", state.solved, "called_back")
    yield Key("satisfaction", state.satisfaction, "called_back")


OF_ANCHOR = {"accepted": _accepted, "declined": _declined, "ended": _ended, "called": _called}


def _along_all(state: State, day: str, measure: str) -> Iterator[Key]:
    yield Key("all", "", measure)
    yield Key("day", day, measure)
    for name in AXES:
        yield Key(name, getattr(state, name), measure)
    for cause in state.causes.split():
        yield Key("cause", cause, measure)


def of_due(due: Due) -> Iterator[Key]:
    """The figures of duties that fell due on a day. Those that died in time count for nothing."""
    if due.verdict in ("met", "late"):
        yield Key("rule", due.rule, due.verdict)
        if due.means in RESULTS:
            yield Key("all", "", due.verdict)
            if due.unit:
                yield Key("unit", due.unit, due.verdict)
            if due.late_by:
                yield Key("late_by", due.late_by, "late")
    if due.extended and due.verdict != "dropped":
        yield Key("rule", due.rule, "extended")
        if due.means in RESULTS:
            yield Key("all", "", "extended")
            if due.unit:
                yield Key("unit", due.unit, "extended")


def of_stay_begun(unit: str) -> Iterator[Key]:
    """The figures of a case that came to a unit."""
    yield Key("all", "", "placed")
    yield Key("unit", unit, "placed")


def of_stay_over(unit: str, how: str, band: str) -> Iterator[Key]:
    """The figures of a case that a unit answered, or sent back (退单)."""
    if how in ("answered", "returned"):
        yield Key("all", "", how)
        yield Key("unit", unit, how)
    if how == "answered":
        yield Key(f"stay {unit}", band, how)


def of_rows(
    states: Iterable[CaseFact], duties: Iterable[DutyFact], stays: Iterable[Stay]
) -> ByMonth:
    """All figures of these rows as they now stand, by the month they belong to.

    Duties still owed are left out: whether they are late is a question of the moment of asking.
    """
    found: ByMonth = {}
    for day, keys in (*_of_states(states), *_of_duties(duties), *_of_stays(stays)):
        month = found.setdefault(day[:7], Counter())
        for key in keys:
            month[key] += 1
    return found


Dated = Iterator[tuple[str, Iterator[Key]]]


def _of_states(states: Iterable[CaseFact]) -> Dated:
    for fact in states:
        if fact.known_until is None:
            state = state_of(fact)
            for anchor in ANCHORS:
                if day := getattr(state, f"{anchor}_on"):
                    yield day, of_state(state, anchor)


def _of_duties(duties: Iterable[DutyFact]) -> Dated:
    for duty in duties:
        if duty.known_until is None and duty.verdict_known is not None:
            yield duty.due_on, of_due(due_of(duty))


def _of_stays(stays: Iterable[Stay]) -> Dated:
    for stay in stays:
        yield stay.came_on, of_stay_begun(stay.unit)
        if stay.left_on:
            yield stay.left_on, of_stay_over(stay.unit, stay.left_by, stay.band)


def due_of(duty: DutyFact) -> Due:
    """What a row says."""
    return Due(
        *(duty.due_on, duty.rule, duty.means, duty.unit, duty.verdict, duty.late_by),
        duty.extended,
    )


def difference(before: Mapping[str, Counted], after: Mapping[str, Counted]) -> ByMonth:
    """What is to be added to the sums of each month; nothing that stayed the same."""
    found: ByMonth = {}
    for month in {*before, *after}:
        changed = Counter(after.get(month, {}))
        changed.subtract(before.get(month, {}))
        kept = Counter({key: n for key, n in changed.items() if n})
        if kept:
            found[month] = kept
    return found
