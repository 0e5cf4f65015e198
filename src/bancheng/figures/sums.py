"""求和: the figures of a period, from what is kept ready or row by row.

Whole months as they stand now, for somebody who reads the centre whole, come from the cells. A
past moment, odd days, and a reader who sees few cases are counted from the rows, by the same
``counting``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When

from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.cell_row import Cell
from bancheng.figures.counting import (
    ANCHORS,
    COLUMNS,
    Counted,
    Due,
    Key,
    State,
    of_due,
    of_state,
    of_stay_begun,
    of_stay_over,
)
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.period import Period
from bancheng.figures.scope import Scope
from bancheng.figures.stay_row import Stay

Rows = QuerySet[Any]


def ready(scope: Scope, period: Period, as_at: datetime | None) -> bool:
    """Whether the sums of this are kept ready."""
    return as_at is None and scope.whole and period.whole_months


def sums(scope: Scope, period: Period, as_at: datetime | None, now: datetime) -> Counted:
    """Every figure of the period, as it was known at ``as_at`` (None: as it stands)."""
    counted: Counted = Counter()
    if ready(scope, period, as_at):
        counted.update(_kept(scope.chain, period.months))
        if scope.reader is not None:
            counted.update(_row_by_row(scope.complaints, period, None))
    else:
        counted.update(_row_by_row(scope.narrow, period, as_at))
    counted.update(_still_owed(scope, period, as_at, now))
    return counted


def in_hand(scope: Scope, day_after: str, as_at: datetime | None) -> int:
    """How many accepted cases had not ended before that day."""
    if as_at is None and scope.whole and day_after.endswith("-01"):
        kept = _whole_before(scope.chain, day_after[:7])
        if scope.reader is None:
            return kept
        return kept + _open(scope.complaints(CaseFact.objects.all()), day_after, None).count()
    return _open(scope.narrow(CaseFact.objects.all()), day_after, as_at).count()


def open_cases(scope: Scope, day_after: str, as_at: datetime | None) -> Rows:
    """The rows of those cases."""
    return _open(scope.narrow(CaseFact.objects.all()), day_after, as_at)


def _open(rows: Rows, day_after: str, as_at: datetime | None) -> Rows:
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gte=day_after)
    return known(rows, as_at).filter(not_over, accepted_on__lt=day_after)


def _whole_before(chain: str, month: str) -> int:
    rows = Cell.objects.filter(
        chain=chain, axis="all", measure__in=("accepted", "ended"), month__lt=month
    )
    told = dict(rows.values_list("measure").annotate(n=Sum("n")).order_by())
    return int(told.get("accepted", 0)) - int(told.get("ended", 0))


def _kept(chain: str, months: list[str]) -> dict[Key, int]:
    rows = Cell.objects.filter(chain=chain, month__in=months).order_by()
    if len(months) == 1:
        told = rows.values_list("axis", "code", "measure", "n")
    else:
        told = rows.values_list("axis", "code", "measure").annotate(whole=Sum("n"))
    return {Key(axis, code, measure): n for axis, code, measure, n in told}


def known(rows: Rows, as_at: datetime | None) -> Rows:
    """Of rows with ``known_from`` and ``known_until``: those that held at a moment."""
    if as_at is None:
        return rows.filter(known_until__isnull=True)
    later = Q(known_until__isnull=True) | Q(known_until__gt=as_at)
    return rows.filter(later, known_from__lte=as_at)


def states_on(narrow: Any, anchor: str, period: Period, as_at: datetime | None) -> Rows:
    """The states of cases to which this happened within the period."""
    days = (period.first.isoformat(), period.last.isoformat())
    return known(narrow(CaseFact.objects.all()), as_at).filter(**{f"{anchor}_on__range": days})


def duties_on(narrow: Any, period: Period, as_at: datetime | None) -> Rows:
    """The duties that fell due within the period and were over, as it was known."""
    days = (period.first.isoformat(), period.last.isoformat())
    rows = known(narrow(DutyFact.objects.all()), as_at).filter(due_on__range=days)
    if as_at is None:
        return rows.filter(verdict_known__isnull=False)
    return rows.filter(verdict_known__lte=as_at)


def owed_on(narrow: Any, period: Period, as_at: datetime | None) -> Rows:
    """The duties that fell due within the period and were still owed."""
    days = (period.first.isoformat(), period.last.isoformat())
    rows = known(narrow(DutyFact.objects.all()), as_at).filter(due_on__range=days)
    if as_at is None:
        return rows.filter(verdict_known__isnull=True)
    return rows.filter(Q(verdict_known__isnull=True) | Q(verdict_known__gt=as_at))


def stays_on(narrow: Any, period: Period, as_at: datetime | None, over: bool) -> Rows:
    """The stays that began (or were over) within the period."""
    days = (period.first.isoformat(), period.last.isoformat())
    rows: Rows = narrow(Stay.objects.all()).filter(
        **{"left_on__range" if over else "came_on__range": days}
    )
    if as_at is not None:
        rows = rows.filter(**{"left_known__lte" if over else "known_from__lte": as_at})
    return rows


def _row_by_row(narrow: Any, period: Period, as_at: datetime | None) -> Counted:
    counted: Counted = Counter()
    for anchor in ANCHORS:
        rows = states_on(narrow, anchor, period, as_at).order_by()
        for values in rows.values_list(*COLUMNS):
            counted.update(of_state(State._make(values), anchor))
    over = duties_on(narrow, period, as_at).order_by()
    kinds = over.values_list("rule", "means", "unit", "verdict", "late_by", "extended")
    for rule, means, unit, verdict, late_by, extended, n in kinds.annotate(n=Count("pk")):
        due = Due("", rule, means, unit, verdict, late_by, extended)
        counted.update(dict.fromkeys(of_due(due), n))
    _add_stays(counted, narrow, period, as_at)
    return counted


def _add_stays(counted: Counted, narrow: Any, period: Period, as_at: datetime | None) -> None:
    begun = stays_on(narrow, period, as_at, over=False).order_by().values_list("unit")
    for unit, n in begun.annotate(n=Count("pk")):
        for key in of_stay_begun(unit):
            counted[key] += n
    over = stays_on(narrow, period, as_at, over=True).order_by()
    for unit, how, band, n in over.values_list("unit", "left_by", "band").annotate(n=Count("pk")):
        for key in of_stay_over(unit, how, band):
            counted[key] += n


def _still_owed(scope: Scope, period: Period, as_at: datetime | None, now: datetime) -> Counted:
    """What fell due and is not done is late, if its time was over at the moment that is asked."""
    moment = min(as_at, now) if as_at else now
    rows = owed_on(scope.narrow, period, as_at).order_by()
    late = Case(When(due__lt=moment, then=Value("overdue")), default=Value("owed"))
    told = rows.annotate(told=late).values_list("rule", "means", "unit", "told", "extended")
    counted: Counted = Counter()
    for rule, means, unit, verdict, extended, n in told.annotate(n=Count(F("pk"))):
        counted.update(dict.fromkeys(of_owed(rule, means, unit, verdict, extended), n))
    return counted


def of_owed(rule: str, means: str, unit: str, verdict: str, extended: bool) -> Iterator[Key]:
    """The figures of duties still owed: overdue, or not yet."""
    yield from of_due(Due("", rule, means, unit, "open", "", extended))
    for key in of_due(Due("", rule, means, unit, "late", "", False)):
        yield key._replace(measure=verdict)
