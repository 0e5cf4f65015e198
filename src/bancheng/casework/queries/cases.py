"""工单列表: one page of the cases that fit, and the place at which the next one goes on.

A page goes on behind the last case shown, by what it is sorted by and its key, never by counting:
cases that arrive or are touched meanwhile push none out of sight and show none twice. A case that
was touched goes to the front of what moved last, and the page says how many did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bancheng.casework.access import visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import OPEN, DutyRow
from bancheng.casework.queries.finding import asked_by, find
from bancheng.casework.queries.sieve import Sieve
from bancheng.casework.reading_rights import chains_in_reach
from bancheng.journal import engine
from bancheng.people.user import User

Sort = Literal["touched", "registered", "due"]
SORTS: tuple[Sort, ...] = ("touched", "registered", "due")
A_PAGE = 25
COUNTED = 1000
NEWER_COUNTED = 100
FIRST_DUE = "first_due"
FAR = datetime(9999, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
OWED_FIRST = (
    "SELECT case_id, min(due) FROM casework_dutyrow"
    " WHERE state = 'open' AND case_id IN ({marks}) GROUP BY case_id"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which case a page begins: its moment (none where sorted by registering) and key."""

    at: datetime
    key: int

    def told(self) -> str:
        """As an address carries it."""
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}.{self.key}"


def place_of(text: str) -> Place | None:
    """The place that an address names; None where it names none."""
    moment, _, key = text.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (moment, key)):
        return None
    try:
        return Place(EPOCH + timedelta(microseconds=int(moment)), int(key))
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is asked for: the filters, words of a search, the order, and where it goes on.

    ``top`` is the first case of the first page, from which on newer ones are counted.
    """

    sieve: Sieve
    text: str = ""
    sort: Sort = "touched"
    after: Place | None = None
    top: Place | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page; ``dues``: when each of its cases first owes something.

    ``total``: how many there are, or at the least are (``exact``), None where it was not counted;
    ``newer``: how many came to the front meanwhile; ``unread``: older ones were not looked through.
    """

    rows: list[CaseRow]
    dues: Mapping[int, datetime | None]
    next: Place | None
    top: Place | None
    total: int | None
    exact: bool
    newer: int = 0
    unread: bool = False


def listed(user: User, wish: Wish, now: datetime) -> Listed:
    """The page a person asks for, of the cases they may see."""
    if wish.text:
        return _found(user, wish, now)
    rows = wish.sieve.narrow(visible(user), now)
    if wish.sort == "due":
        rows = _still_owed(rows, user)
    shown = list(_behind(rows, wish)[: A_PAGE + 1])
    dues = nearest_dues(shown[:A_PAGE])
    places = [_place(row, wish.sort, dues) for row in shown[:A_PAGE]]
    top = wish.top or (places[0] if places else None)
    total = None if wish.after else rows.order_by()[: COUNTED + 1].count()
    return Listed(
        shown[:A_PAGE],
        dues,
        places[-1] if len(shown) > A_PAGE else None,
        top,
        None if total is None else min(total, COUNTED),
        total is not None and total <= COUNTED,
        _newer(rows, wish) if wish.after else 0,
    )


def _found(user: User, wish: Wish, now: datetime) -> Listed:
    """By words the newest come first, whatever else: what is found there is looked at first."""
    asked = asked_by(user, wish.text)
    if asked is None:
        return Listed([], {}, None, None, 0, exact=True)
    narrowed = None if wish.sieve.is_empty else lambda rows: wish.sieve.narrow(rows, now)
    below = wish.after.key if wish.after else None
    found = find(user, asked, A_PAGE + 1, below, narrowed)
    more = len(found.rows) > A_PAGE
    shown = found.rows[:A_PAGE]
    return Listed(
        shown,
        nearest_dues(shown),
        Place(EPOCH, shown[-1].pk) if more else None,
        wish.top or (Place(EPOCH, shown[0].pk) if shown else None),
        None if wish.after else found.known,
        found.all_known,
        unread=found.unread,
    )


def nearest_dues(rows: list[CaseRow]) -> dict[int, datetime | None]:
    """When each of these cases first owes something, by its key; only those that owe anything."""
    if not rows:
        return {}
    statement = OWED_FIRST.format(marks=", ".join(["%s"] * len(rows)))
    found = engine.rows(statement, *(row.pk for row in rows))
    return {case: engine.instant(first) for case, first in found}


def _still_owed(rows: QuerySet[CaseRow], user: User) -> QuerySet[CaseRow]:
    """Those with something still owed, and when its first is due; without a time it comes last."""
    owed = DutyRow.objects.filter(state=OPEN, chain__in=chains_in_reach(user))
    of_case = DutyRow.objects.filter(state=OPEN, case=OuterRef("pk")).order_by().values("case")
    first = Subquery(of_case.annotate(first=Min("due")).values("first"))
    return rows.filter(pk__in=owed.values("case")).annotate(**{FIRST_DUE: Coalesce(first, FAR)})


def _behind(rows: QuerySet[CaseRow], wish: Wish) -> QuerySet[CaseRow]:
    after = wish.after
    if wish.sort == "registered":
        return (rows.filter(pk__lt=after.key) if after else rows).order_by("-pk")
    if wish.sort == "due":
        if after:
            same = Q(**{FIRST_DUE: after.at}, pk__gt=after.key)
            rows = rows.filter(Q(**{f"{FIRST_DUE}__gt": after.at}) | same)
        return rows.order_by(FIRST_DUE, "pk")
    if after:
        # the first condition says nothing new, but it is the one that an index answers
        same = Q(touched_at=after.at, pk__lt=after.key)
        rows = rows.filter(touched_at__lte=after.at).filter(Q(touched_at__lt=after.at) | same)
    return rows.order_by("-touched_at", "-pk")


def _place(row: CaseRow, sort: Sort, dues: Mapping[int, datetime | None]) -> Place:
    if sort == "due":
        return Place(dues.get(row.pk) or FAR, row.pk)
    return Place(EPOCH if sort == "registered" else row.touched_at, row.pk)


def _newer(rows: QuerySet[CaseRow], wish: Wish) -> int:
    """How many came to the front since the first page was shown."""
    if wish.top is None or wish.sort == "due":
        return 0
    by_time = Q(touched_at__gt=wish.top.at)
    newer = Q(pk__gt=wish.top.key) if wish.sort == "registered" else by_time
    return rows.filter(newer).order_by()[:NEWER_COUNTED].count()
