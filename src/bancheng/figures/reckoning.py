"""合计: the sums of a period through a reader's eyes, from what is kept ready where it is.

Whole months, for whoever reads the centre whole, come from the cells: as they stand now, or as at a
past moment by taking out what moved since and counting it as it was known then. Odd days, a reader
who sees few cases, and a moment since which many cases moved are counted row by row. All of it is
counted by the same ``counting``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic_core import from_json

from bancheng.figures.counting import Counted, Key
from bancheng.figures.moved import moved_since
from bancheng.figures.period import Period
from bancheng.figures.scope import Scope
from bancheng.figures.sums import (
    HAPPENED,
    Narrow,
    by_rows,
    happened,
    of_owed,
    open_then,
    over_by_rows,
    owed_on,
    with_duties,
)
from bancheng.journal import engine

# written out, as a page asks each of them: composing them took longer than answering, and of a
# value handed to it SQLite does not know that it lets it use the index of the whole alone
ONE_MONTH = "SELECT axis, code, measure, n FROM figures_cell WHERE chain = %s AND month = %s"
MANY_MONTHS = (
    "SELECT axis, code, measure, sum(n) FROM figures_cell"
    " WHERE chain = %s AND month >= %s AND month <= %s GROUP BY axis, code, measure"
)
WHOLE = (
    "SELECT measure, sum(n) FROM figures_cell WHERE chain = %s AND axis = 'all'"
    " AND measure IN ('accepted', 'declined', 'ended') AND month >= %s AND month <= %s"
    " GROUP BY measure"
)
OF_COMPLAINTS = (
    "SELECT case_no, counted FROM figures_complaintcell"
    " WHERE chain = %s AND month >= %s AND month <= %s"
)
COMPLAINTS = (
    "SELECT case_no, accepted, declined, ended FROM figures_complaintcell"
    " WHERE chain = %s AND month >= %s AND month <= %s"
)

OWED = (
    "SELECT case_no, rule, means, unit, due < %s, extended FROM figures_dutyfact"
    " WHERE chain = %s AND known_until IS NULL AND verdict_known IS NULL"
    " AND due_on >= %s AND due_on <= %s"
)
OWED_BY_ANYBODY = f"{OWED} AND NOT conduct"


class Reckoned(NamedTuple):
    """The figures of a period, what was in hand after it, and what had happened before."""

    counted: Counted
    in_hand: int
    before: Mapping[str, int]


def reckoned(scope: Scope, period: Period, as_at: datetime | None, now: datetime) -> Reckoned:
    """All of it."""
    return Reckoned(
        sums(scope, period, as_at, now),
        in_hand(scope, period, as_at),
        totals(scope, period.before(), as_at),
    )


def sums(scope: Scope, period: Period, as_at: datetime | None, now: datetime) -> Counted:
    """Every figure of the period, as it was known at ``as_at`` (None: as it stands)."""
    moment, moved = min(as_at, now) if as_at else now, _moved(scope, period, as_at)
    if moved is None:
        return by_rows(scope.narrow, period, as_at, moment)
    counted = _kept(scope, period.months)
    if not moved:
        return _with_owed(counted, scope, period, moment)
    then = _among(scope.narrow, moved)
    counted.subtract(over_by_rows(then, period, moment))
    with_duties(counted, owed_on(_but(scope.narrow, moved), period, None), None, moment)
    counted.update(by_rows(then, period, as_at, moment))
    return Counter({key: n for key, n in counted.items() if n})


def totals(scope: Scope, period: Period, as_at: datetime | None) -> dict[str, int]:
    """Accepted, declined and ended alone: all that one period is compared with another by."""
    moved = _moved(scope, period, as_at)
    if moved is None:
        return happened(scope.narrow, period, as_at)
    found = _whole(scope, period.months[0], period.months[-1])
    if moved:
        then = _among(scope.narrow, moved)
        found.subtract(happened(then, period, None))
        found.update(happened(then, period, as_at))
    return found


def in_hand(scope: Scope, period: Period, as_at: datetime | None) -> int:
    """How many accepted cases had not ended by the last day."""
    moved = _moved(scope, period, as_at)
    if moved is None:
        return open_then(scope.narrow, period, as_at)
    told = _whole(scope, "", period.months[-1])
    found = told["accepted"] - told["ended"]
    if moved:
        then = _among(scope.narrow, moved)
        found += open_then(then, period, as_at) - open_then(then, period, None)
    return found


def _moved(scope: Scope, period: Period, as_at: datetime | None) -> Sequence[str] | None:
    """The cases for which the sums kept ready do not hold as at that moment: of now none. None
    where they say nothing of these days or to this reader, or where too many moved since."""
    if not (scope.whole and period.whole_months):
        return None
    return () if as_at is None else moved_since(scope.chain, as_at, period)


def _among(narrow: Narrow, numbers: Sequence[str]) -> Narrow:
    return lambda rows: narrow(rows).filter(case_no__in=numbers)


def _but(narrow: Narrow, numbers: Sequence[str]) -> Narrow:
    return lambda rows: narrow(rows).exclude(case_no__in=numbers)


def _kept(scope: Scope, months: list[str]) -> Counted:
    if len(months) == 1:
        rows = engine.rows(ONE_MONTH, scope.chain, months[0])
    else:
        rows = engine.rows(MANY_MONTHS, scope.chain, months[0], months[-1])
    counted = Counter({Key(axis, code, measure): int(n) for axis, code, measure, n in rows})
    counted.update(_of_complaints(scope, months))
    return counted


def _with_owed(counted: Counted, scope: Scope, period: Period, moment: datetime) -> Counted:
    """Adds what is owed as it stands, of those who read the whole: ``sums.with_duties`` says the
    same of any other."""
    statement = OWED_BY_ANYBODY if scope.reader is None else OWED
    first, last = period.first.isoformat(), period.last.isoformat()
    rows = engine.rows(statement, engine.moment(moment), scope.chain, first, last)
    alike = Counter(row[1:] for row in rows if row[0] not in scope.hidden)
    for (rule, means, unit, over, extended), n in alike.items():
        verdict = "overdue" if over else "owed"
        for key in of_owed(rule, means, unit, verdict, bool(extended)):
            counted[key] += n
    return counted


def _whole(scope: Scope, first: str, last: str) -> Counter[str]:
    """All that was accepted, declined and ended from one month to another."""
    found = Counter({name: int(n) for name, n in engine.rows(WHOLE, scope.chain, first, last)})
    if scope.seen:
        rows = engine.rows(COMPLAINTS, scope.chain, first, last)
        seen = [row[1:] for row in rows if row[0] in scope.seen]
        for name, counts in zip(HAPPENED, zip(*seen, strict=True), strict=False):
            found[name] += sum(counts)
    return found


def _of_complaints(scope: Scope, months: list[str]) -> Counted:
    """What those complaints about conduct add that this reader sees."""
    counted: Counted = Counter()
    if scope.seen:
        for number, told in engine.rows(OF_COMPLAINTS, scope.chain, months[0], months[-1]):
            if number in scope.seen:
                counted.update({Key(*key): n for *key, n in from_json(told)})
    return counted
