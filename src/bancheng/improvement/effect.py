"""成效: cases of a cause before and after it was done, month by month, honest where they are few.

Only cases the reader may see are counted, so that no figure tells of a hidden one. No average is
made of fewer than ``ENOUGH`` cases, and nothing is ever ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.surroundings import calendar_of
from bancheng.core.calendar import WorkCalendar
from bancheng.improvement.cause_row import CaseCause
from bancheng.improvement.point_row import Point
from bancheng.people.user import User

MONTHS = 6
ENOUGH = 5
SPAN = timedelta(days=180)
THIRTY = 30


@dataclass(frozen=True)
class Month:
    """A calendar month and its cases; ``after``: it begins after the day it was done."""

    first: date
    n: int
    after: bool


@dataclass(frozen=True)
class Side:
    """Before or after: so many cases in so many days; ``per_thirty`` only where they are enough."""

    n: int
    days: int

    @property
    def per_thirty(self) -> float | None:
        """Cases in thirty days."""
        if self.n < ENOUGH or not self.days:
            return None
        return round(self.n * THIRTY / self.days, 1)


@dataclass(frozen=True)
class Effect:
    """``before`` and ``after`` the day it was done; both None while it is not done."""

    months: tuple[Month, ...]
    before: Side | None
    after: Side | None

    @property
    def comparable(self) -> bool:
        """Whether both sides have enough cases to be laid side by side."""
        sides = (self.before, self.after)
        return all(side is not None and side.per_thirty is not None for side in sides)


def effect(user: User, point: Point, now: datetime) -> Effect:
    """The cases of the point's cause, and of its items where it names some, around its being done.

    Two statements, however many cases there are.
    """
    calendar = calendar_of(point.centre)
    today = calendar.local(now).date()
    done = point.done_on
    last = _months_on(done, MONTHS) if done else today
    last = min(last, today)
    first = _months_on((done or today).replace(day=1), -MONTHS)
    rows = cases_of_cause(user, point.centre, point.cause, point.circle)
    begins = calendar.at(first, datetime.min.time())
    months = (
        rows.filter(accepted_at__gte=begins)
        .annotate(month=TruncMonth("accepted_at", tzinfo=calendar.zone))
        .values_list("month")
        .annotate(n=Count("pk"))
    )
    counted = {month.date(): n for month, n in months}
    shown = tuple(
        Month(month, counted.get(month, 0), done is not None and month > done)
        for month in _every_month(first, last)
    )
    if done is None:
        return Effect(shown, None, None)
    before, after = _sides(rows, done, today, calendar)
    return Effect(shown, before, after)


def cases_of_cause(
    user: User, centre: str, cause: str, items: Sequence[str] = ()
) -> QuerySet[CaseRow]:
    """The accepted cases of a centre with this cause that this person may see."""
    told = CaseCause.objects.filter(case_no=OuterRef("case_no"), cause=cause)
    rows = access.visible(user).filter(Exists(told), chain=centre, accepted_at__isnull=False)
    if items:
        named = Q(pk__in=[])
        for item in items:
            named |= Q(service_item__startswith=f"{item}@")
        rows = rows.filter(named)
    return rows.order_by()


def _sides(
    rows: QuerySet[CaseRow], done: date, today: date, calendar: WorkCalendar
) -> tuple[Side, Side]:
    turn = calendar.at(done, datetime.min.time())
    days_after = min((today - done).days, SPAN.days)
    early = Q(accepted_at__gte=turn - SPAN, accepted_at__lt=turn)
    late = Q(accepted_at__gte=turn, accepted_at__lt=turn + SPAN)
    counted = rows.aggregate(before=Count("pk", filter=early), after=Count("pk", filter=late))
    return Side(counted["before"], SPAN.days), Side(counted["after"], days_after)


def _every_month(first: date, last: date) -> list[date]:
    found = [first]
    while (following := _months_on(found[-1], 1)) <= last:
        found.append(following)
    return found


def _months_on(day: date, n: int) -> date:
    """The first of the month ``n`` months on."""
    months = day.year * 12 + day.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)
