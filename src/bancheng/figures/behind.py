"""数字背后的工单: the cases that a figure is made of, through the read door."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bancheng.figures import sums
from bancheng.figures.counting import (
    ANCHORS,
    COLUMNS,
    Due,
    Key,
    of_due,
    of_state,
    of_stay_begun,
    of_stay_over,
)
from bancheng.figures.period import Period
from bancheng.figures.scope import Scope

IN_HAND = "in_hand"
MEASURES: dict[str, tuple[str, ...]] = {
    "accepted": ("accepted",),
    "declined": ("declined",),
    "ended": ("ended",),
    "done": ("ended",),
    "called_back": ("called",),
}
"""Measures that are counted of cases, and the days they are counted on."""


@dataclass(frozen=True)
class Behind:
    """``n`` is the figure; ``cases`` the numbers of its cases, each once, the latest first."""

    n: int
    cases: tuple[str, ...]


def behind(scope: Scope, period: Period, key: Key, as_at: datetime | None, now: datetime) -> Behind:
    """The cases behind one figure. The numbers come from rows that the scope let through; a page
    still asks the read door for each case it shows."""
    if key.measure == IN_HAND:
        return _in_hand(scope, period, as_at)
    found: Counter[str] = Counter()
    for anchor in MEASURES.get(key.measure, ()):
        if anchor in ANCHORS:
            rows = sums.states_on(scope.narrow, anchor, period, as_at)
            for values in sums.raw(rows.values_list(*COLUMNS[anchor])):
                state = dict(zip(COLUMNS[anchor], values, strict=True))
                found[state["case_no"]] += sum(k == key for k in of_state(state, anchor))
    if key.measure in ("met", "late", "extended", "overdue", "owed"):
        found.update(_of_duties(scope, period, key, as_at, now))
    if key.measure in ("placed", "answered", "returned"):
        found.update(_of_stays(scope, period, key, as_at))
    return _told(found)


def _told(found: Counter[str]) -> Behind:
    numbers = sorted((number for number, n in found.items() if n), reverse=True)
    return Behind(found.total(), tuple(numbers))


def _in_hand(scope: Scope, period: Period, as_at: datetime | None) -> Behind:
    return _told(Counter(sums.open_cases(scope, period, as_at)))


def _of_duties(
    scope: Scope, period: Period, key: Key, as_at: datetime | None, now: datetime
) -> Counter[str]:
    columns = ("case_no", "rule", "means", "unit", "extended")
    found: Counter[str] = Counter()
    over = sums.duties_on(scope.narrow, period, as_at)
    for case_no, rule, means, unit, extended, verdict, late_by in over.values_list(
        *columns, "verdict", "late_by"
    ):
        due = Due("", rule, means, unit, verdict, late_by, extended)
        found[case_no] += sum(k == key for k in of_due(due))
    moment = min(as_at, now) if as_at else now
    owed = sums.owed_on(scope.narrow, period, as_at)
    for case_no, rule, means, unit, extended, due_at in owed.values_list(*columns, "due"):
        verdict = "overdue" if due_at < moment else "owed"
        keys = sums.of_owed(rule, means, unit, verdict, extended)
        found[case_no] += sum(k == key for k in keys)
    return found


def _of_stays(scope: Scope, period: Period, key: Key, as_at: datetime | None) -> Counter[str]:
    found: Counter[str] = Counter()
    begun = sums.stays_on(scope.narrow, period, as_at, over=False)
    for case_no, unit in begun.values_list("case_no", "unit"):
        found[case_no] += sum(k == key for k in of_stay_begun(unit))
    over = sums.stays_on(scope.narrow, period, as_at, over=True)
    for case_no, unit, how, band in over.values_list("case_no", "unit", "left_by", "band"):
        found[case_no] += sum(k == key for k in of_stay_over(unit, how, band))
    return found
