"""合计: the sums of a period through a reader's eyes, from what is kept ready where it is.

Whole months, for whoever reads the centre whole, come from the cells: as they stand now, or as at a
past moment by taking out what moved since and counting it as it was known then. Odd days, a reader
who sees few cases, and a moment since which many cases moved are counted row by row. All of it is
counted by the same ``counting``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Sum

from bancheng.figures.cell_row import Cell
from bancheng.figures.counting import Counted, Key
from bancheng.figures.moved import moved_since
from bancheng.figures.period import ONE_DAY, Period
from bancheng.figures.scope import Scope, everybody
from bancheng.figures.sums import (
    Narrow,
    by_rows,
    open_on,
    over_by_rows,
    owed_on,
    raw,
    states_on,
    with_duties,
)

HAPPENED = ("accepted", "declined", "ended")
CELL = ("axis", "code", "measure", "n")


def sums(scope: Scope, period: Period, as_at: datetime | None, now: datetime) -> Counted:
    """Every figure of the period, as it was known at ``as_at`` (None: as it stands)."""
    moment = min(as_at, now) if as_at else now
    if not scope.whole:
        return by_rows(scope.narrow, period, as_at, moment)
    counted = of_everybody(scope.chain, period, as_at, moment)
    counted.update(of_complaints(scope, period, as_at, moment))
    return counted


def of_everybody(chain: str, period: Period, as_at: datetime | None, moment: datetime) -> Counted:
    """What everybody who reads the centre whole may see: from the sums kept ready, and of a past
    moment less what moved since."""
    narrow, moved = everybody(chain).narrow, _moved(chain, period, as_at)
    if moved is None:
        return by_rows(narrow, period, as_at, moment)
    counted = _kept(chain, period.months)
    if not moved:
        return with_duties(counted, owed_on(narrow, period, None), None, moment)
    then, still = _among(narrow, moved), _but(narrow, moved)
    counted.subtract(over_by_rows(then, period, moment))
    with_duties(counted, owed_on(still, period, None), None, moment)
    counted.update(by_rows(then, period, as_at, moment))
    return Counter({key: n for key, n in counted.items() if n})


def of_complaints(
    scope: Scope, period: Period, as_at: datetime | None, moment: datetime
) -> Counted:
    """Of those who see the whole: the complaints about conduct they see besides."""
    return by_rows(scope.complaints, period, as_at, moment) if scope.seen else Counter()


def totals(scope: Scope, period: Period, as_at: datetime | None) -> dict[str, int]:
    """Accepted, declined and ended alone: all that one period is compared with another by."""
    if not scope.whole:
        return _happened(scope.narrow, period, as_at)
    narrow, moved = everybody(scope.chain).narrow, _moved(scope.chain, period, as_at)
    if moved is None:
        found = _happened(narrow, period, as_at)
    else:
        rows = Cell.objects.filter(
            chain=scope.chain, axis="all", measure__in=HAPPENED, month__in=period.months
        )
        counted = rows.values_list("measure").annotate(whole=Sum("n")).order_by()
        found = Counter({measure: int(n) for measure, n in counted})
        if moved:
            then = _among(narrow, moved)
            found.subtract(_happened(then, period, None))
            found.update(_happened(then, period, as_at))
    if scope.seen:
        found.update(_happened(scope.complaints, period, as_at))
    return found


def _happened(narrow: Narrow, period: Period, as_at: datetime | None) -> Counter[str]:
    return Counter({name: states_on(narrow, name, period, as_at).count() for name in HAPPENED})


def in_hand(scope: Scope, period: Period, as_at: datetime | None) -> int:
    """How many accepted cases had not ended by the last day."""
    if not scope.whole:
        return _in_hand(scope.narrow, period, as_at)
    found = _in_hand_of_everybody(scope.chain, period, as_at)
    return found + in_hand_of_complaints(scope, period, as_at)


def in_hand_of_complaints(scope: Scope, period: Period, as_at: datetime | None) -> int:
    """The same of the complaints they see besides."""
    return _in_hand(scope.complaints, period, as_at) if scope.seen else 0


def _in_hand_of_everybody(chain: str, period: Period, as_at: datetime | None) -> int:
    narrow, moved = everybody(chain).narrow, _moved(chain, period, as_at)
    if moved is None:
        return _in_hand(narrow, period, as_at)
    after = f"{period.last + ONE_DAY:%Y-%m}"
    rows = Cell.objects.filter(
        chain=chain, axis="all", measure__in=("accepted", "ended"), month__lt=after
    )
    told = dict(rows.values_list("measure").annotate(whole=Sum("n")).order_by())
    kept = int(told.get("accepted", 0)) - int(told.get("ended", 0))
    if moved:
        then = _among(narrow, moved)
        kept += _in_hand(then, period, as_at) - _in_hand(then, period, None)
    return kept


def _in_hand(narrow: Narrow, period: Period, as_at: datetime | None) -> int:
    return sum(rows.count() for rows in open_on(narrow, period, as_at))


def _moved(chain: str, period: Period, as_at: datetime | None) -> Sequence[str] | None:
    """The cases for which the sums kept ready do not hold as at that moment: of now none. None
    where they say nothing of these days, or where too many moved since."""
    if not period.whole_months:
        return None
    return () if as_at is None else moved_since(chain, as_at)


def _among(narrow: Narrow, numbers: Sequence[str]) -> Narrow:
    return lambda rows: narrow(rows).filter(case_no__in=numbers)


def _but(narrow: Narrow, numbers: Sequence[str]) -> Narrow:
    return lambda rows: narrow(rows).exclude(case_no__in=numbers)


def _kept(chain: str, months: list[str]) -> Counted:
    rows = Cell.objects.filter(chain=chain, month__in=months).order_by()
    told = rows.values_list("axis", "code", "measure")
    if len(months) == 1:
        return Counter({Key(*row[:3]): row[3] for row in raw(told.values_list(*CELL))})
    return Counter({Key(*row[:3]): row[3] for row in raw(told.annotate(whole=Sum("n")))})
