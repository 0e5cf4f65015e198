"""求和: the rows that happened in a period, as they were known at a moment, and sums over them.

Row by row and for the cases that are asked of alone; ``reckoning`` says through whose eyes, and
what is kept ready instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.counting import (
    ANCHORS,
    COLUMNS,
    Counted,
    Due,
    Key,
    of_due,
    of_many,
    of_stay_begun,
    of_stay_over,
)
from bancheng.figures.duty_fact_row import ANSWERS, DutyFact
from bancheng.figures.period import Period
from bancheng.figures.scope import Scope
from bancheng.figures.stay_row import Stay
from bancheng.journal import engine

Rows = QuerySet[Any]
Narrow = Callable[[Rows], Rows]
HAPPENED = ("accepted", "declined", "ended")


def open_cases(scope: Scope, period: Period, as_at: datetime | None) -> list[str]:
    """The numbers of the accepted cases that had not ended by the last day."""
    found: list[str] = []
    for rows in open_on(scope.narrow, period, as_at):
        found += rows.values_list("case_no", flat=True)
    return found


def happened(narrow: Narrow, period: Period, as_at: datetime | None) -> Counter[str]:
    """How many of these cases were accepted, declined and ended."""
    return Counter({name: states_on(narrow, name, period, as_at).count() for name in HAPPENED})


def open_then(narrow: Narrow, period: Period, as_at: datetime | None) -> int:
    """How many of these had not ended by the last day."""
    return sum(rows.count() for rows in open_on(narrow, period, as_at))


def open_on(narrow: Narrow, period: Period, as_at: datetime | None) -> list[Rows]:
    """Those cases in parts, each of which an index answers: not ended, as it was known and still
    is; not ended then, but otherwise now; ended on a later day."""
    rows = narrow(CaseFact.objects.all()).filter(accepted_on__lte=period.last.isoformat())
    running = rows.filter(ended_on__isnull=True)
    later = known(rows.filter(ended_on__gt=period.last.isoformat()), as_at)
    if as_at is None:
        return [running.filter(known_until__isnull=True), later]
    running = running.filter(known_from__lte=as_at)
    return [running.filter(known_until__isnull=True), running.filter(known_until__gt=as_at), later]


def raw(rows: Rows) -> list[Any]:
    """The rows as the engine gives them: texts and numbers need nothing done to them."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    return engine.rows(statement, *values)


def known(rows: Rows, as_at: datetime | None) -> Rows:
    """Of rows with ``known_from`` and ``known_until``: those that held at a moment."""
    if as_at is None:
        return rows.filter(known_until__isnull=True)
    later = Q(known_until__isnull=True) | Q(known_until__gt=as_at)
    return rows.filter(later, known_from__lte=as_at)


def states_on(narrow: Narrow, anchor: str, period: Period, as_at: datetime | None) -> Rows:
    """The states of cases to which this happened within the period."""
    rows = known(narrow(CaseFact.objects.all()), as_at)
    return rows.filter(**{f"{anchor}_on__range": _days(period)}).order_by()


def all_duties_on(narrow: Narrow, period: Period, as_at: datetime | None) -> Rows:
    """The duties that fell due within the period, over or not."""
    rows = known(narrow(DutyFact.objects.all()), as_at)
    return rows.filter(due_on__range=_days(period)).order_by()


def answers_on(narrow: Narrow, period: Period, as_at: datetime | None) -> Rows:
    """Of these the answers to the matter itself."""
    return all_duties_on(narrow, period, as_at).filter(means__in=ANSWERS)


def duties_on(narrow: Narrow, period: Period, as_at: datetime | None) -> Rows:
    """Of these what was over, as it was known."""
    rows = all_duties_on(narrow, period, as_at)
    if as_at is None:
        return rows.filter(verdict_known__isnull=False)
    return rows.filter(verdict_known__lte=as_at)


def owed_on(narrow: Narrow, period: Period, as_at: datetime | None) -> Rows:
    """Of these what was still owed."""
    rows = all_duties_on(narrow, period, as_at)
    if as_at is None:
        return rows.filter(verdict_known__isnull=True)
    return rows.filter(Q(verdict_known__isnull=True) | Q(verdict_known__gt=as_at))


def stays_on(narrow: Narrow, period: Period, as_at: datetime | None, over: bool) -> Rows:
    """The stays that began (or were over) within the period."""
    day, moment = ("left_on", "left_known") if over else ("came_on", "known_from")
    rows = narrow(Stay.objects.all()).filter(**{f"{day}__range": _days(period)})
    if as_at is not None:
        rows = rows.filter(**{f"{moment}__lte": as_at})
    return rows.order_by()


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def over_by_rows(narrow: Narrow, period: Period, moment: datetime) -> Counted:
    """What the sums kept ready have of these cases: all but what is still owed."""
    counted = _row_by_row(narrow, period, None)
    return with_duties(counted, duties_on(narrow, period, None), None, moment)


def by_rows(narrow: Narrow, period: Period, as_at: datetime | None, moment: datetime) -> Counted:
    """Counted from the rows of these cases alone."""
    counted = _row_by_row(narrow, period, as_at)
    return with_duties(counted, all_duties_on(narrow, period, as_at), as_at, moment)


def _row_by_row(narrow: Narrow, period: Period, as_at: datetime | None) -> Counted:
    counted: Counted = Counter()
    for anchor in ANCHORS:
        rows = states_on(narrow, anchor, period, as_at).values_list(*COLUMNS[anchor])
        counted.update(of_many(raw(rows), anchor))
    _add_stays(counted, narrow, period, as_at)
    return counted


def _add_stays(counted: Counted, narrow: Narrow, period: Period, as_at: datetime | None) -> None:
    begun = stays_on(narrow, period, as_at, over=False).values_list("unit")
    for unit, n in raw(begun.annotate(n=Count("pk"))):
        for key in of_stay_begun(unit):
            counted[key] += n
    over = stays_on(narrow, period, as_at, over=True).values_list("unit", "left_by", "band")
    for unit, how, band, n in raw(over.annotate(n=Count("pk"))):
        for key in of_stay_over(unit, how, band):
            counted[key] += n


def with_duties(counted: Counted, rows: Rows, as_at: datetime | None, moment: datetime) -> Counted:
    """Adds these duties. What fell due and is not done is overdue, if its time was over at the
    moment that is asked."""
    over = Q(verdict_known__lte=as_at) if as_at else Q(verdict_known__isnull=False)
    verdict = Case(
        When(over, then=F("verdict")),
        When(due__lt=moment, then=Value("overdue")),
        default=Value("owed"),
    )
    told = rows.annotate(told=verdict).values_list(
        "rule", "means", "unit", "told", "late_by", "extended"
    )
    for (rule, means, unit, verdict_told, late_by, extended), n in Counter(raw(told)).items():
        if verdict_told in ("overdue", "owed"):
            keys = of_owed(rule, means, unit, verdict_told, extended)
        else:
            keys = of_due(Due("", rule, means, unit, verdict_told, late_by, extended))
        counted.update(dict.fromkeys(keys, n))
    return counted


def of_owed(rule: str, means: str, unit: str, verdict: str, extended: bool) -> Iterator[Key]:
    """The figures of duties still owed: overdue, or not yet."""
    yield from of_due(Due("", rule, means, unit, "open", "", extended))
    for key in of_due(Due("", rule, means, unit, "late", "", False)):
        yield key._replace(measure=verdict)
