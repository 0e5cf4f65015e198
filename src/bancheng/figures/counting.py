"""数什么: which figures one state of a case, one duty and one stay count for, and on which day.

There is one place that says so. The sums kept ready, the sums of a past moment, those for a reader
who sees few cases, and the list behind each figure all come from here, so they cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.duty_fact_row import RESULTS as RESULTS
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.stay_row import Stay

AXES = ("kind", "ground", "channel", "way", "lead", "item")
TIMES = ("time_all", "time_intake", "time_assignment", "time_handling", "time_telling")


class Key(NamedTuple):
    """One figure: what is counted (``measure``), of which ``code`` of which ``axis``."""

    axis: str
    code: str
    measure: str


class Along(NamedTuple):
    """Told apart by a column. ``split``: it holds several codes or none; ``filled``: a case where
    it is empty counts for nothing here."""

    axis: str
    column: str
    split: bool = False
    filled: bool = False


class Counts(NamedTuple):
    """One measure of a case on a day, along what; ``only``: of cases with this outcome."""

    measure: str
    along: tuple[Along, ...]
    only: str = ""


def _along(day: str, *more: Along) -> tuple[Along, ...]:
    plain = tuple(Along(axis, axis) for axis in AXES)
    return (Along("day", day), *plain, Along("cause", "causes", split=True), *more)


PLAN: dict[str, tuple[Counts, ...]] = {
    "accepted": (Counts("accepted", _along("accepted_on", Along("again", "repeats", split=True))),),
    "declined": (Counts("declined", (Along("refusal", "refusal"),)),),
    "ended": (
        Counts(
            "ended",
            _along(
                "ended_on",
                Along("outcome", "outcome"),
                *(Along(name, name, filled=True) for name in TIMES),
            ),
        ),
        Counts("done", _along("ended_on"), only="done"),
    ),
    "called": (
        Counts("called_back", (Along("solved", "solved"), Along("satisfaction", "satisfaction"))),
    ),
}
"""What happens to a case on a day (column ``<anchor>_on``), and what is counted of it then."""
ANCHORS = tuple(PLAN)
COLUMNS = {
    anchor: tuple(
        dict.fromkeys(
            (
                *("case_no", f"{anchor}_on", "outcome"),
                *(along.column for counts in plan for along in counts.along),
            )
        )
    )
    for anchor, plan in PLAN.items()
}
"""What must be read of a case to count it on one of these days."""


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
State = Mapping[str, str]


def state_of(fact: CaseFact, anchor: str) -> State:
    """What a row says."""
    return {name: getattr(fact, name) for name in COLUMNS[anchor]}


def of_state(state: State, anchor: str) -> Iterator[Key]:
    """The figures of what happened to a case on one day."""
    for counts in PLAN[anchor]:
        if counts.only and state["outcome"] != counts.only:
            continue
        yield Key("all", "", counts.measure)
        for along in counts.along:
            value = state[along.column]
            if along.split:
                yield from (Key(along.axis, code, counts.measure) for code in value.split())
            elif value or not along.filled:
                yield Key(along.axis, value, counts.measure)


def of_many(rows: Sequence[Sequence[str]], anchor: str) -> Counted:
    """The same of many cases at once, whose columns are ``COLUMNS``: counted column by column,
    which takes a tenth of the time."""
    found: Counted = Counter()
    for counts in PLAN[anchor]:
        outcome = COLUMNS[anchor].index("outcome")
        these = [row for row in rows if row[outcome] == counts.only] if counts.only else rows
        if not these:
            continue
        found[Key("all", "", counts.measure)] += len(these)
        columns = dict(zip(COLUMNS[anchor], zip(*these, strict=True), strict=True))
        for along in counts.along:
            for value, n in Counter(columns[along.column]).items():
                if along.split:
                    for code in value.split():
                        found[Key(along.axis, code, counts.measure)] += n
                elif value or not along.filled:
                    found[Key(along.axis, value, counts.measure)] += n
    return found


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
            for anchor in ANCHORS:
                if day := getattr(fact, f"{anchor}_on"):
                    yield day, of_state(state_of(fact, anchor), anchor)


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
