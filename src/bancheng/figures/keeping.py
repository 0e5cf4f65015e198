"""留存: the figures that everybody may see as at a past moment are counted once and then kept.

They are final as soon as the journal has been read beyond that moment. The clock counts last month,
and the quarter and the year that ended with it, as they were known then, so that a bulletin finds
them ready.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bancheng.casework.surroundings import calendar_of
from bancheng.figures import catching_up, reckoning
from bancheng.figures.counting import Counted, Key
from bancheng.figures.kept_row import Kept
from bancheng.figures.period import Period, months, months_on
from bancheng.figures.scope import Scope, scope_of
from bancheng.journal import read

SETTLED = timedelta(minutes=2)  # an act under way now may still be recorded a little before now


def run(now: datetime) -> None:
    """Called after each tick, behind ``catching_up``. What is kept already costs a look."""
    for chain in read.chains():
        calendar = calendar_of(chain)
        begun = calendar.local(now).date().replace(day=1)
        then = calendar.at(begun, datetime.min.time())
        wanted = [p for p in just_ended(begun) if not _rows(chain, p, then).exists()]
        if wanted and catching_up.catch_up(chain, 0).unread == 0:
            for period in wanted:
                counted_then(scope_of(chain, None), period, then, now, final=True)


def just_ended(begun: date) -> list[Period]:
    """What was over when this month began: the month before, and with it a quarter, a year."""
    lengths = [1, *([3] if begun.month % 3 == 1 else ()), *([12] if begun.month == 1 else ())]
    return [months(months_on(begun, -length), length) for length in lengths]


def counted_then(
    scope: Scope, period: Period, as_at: datetime, now: datetime, final: bool
) -> tuple[Counted, int]:
    """The figures and what was in hand. ``final``: the journal has been read to its end. What is
    kept serves everybody who reads the centre whole; only what everybody may see is kept."""
    moment = min(as_at, now)
    kept = _rows(scope.chain, period, as_at).first() if scope.whole and final else None
    if kept is not None:
        counted = Counter({Key(*told): n for *told, n in kept.counted})
        counted.update(reckoning.of_complaints(scope, period, as_at, moment))
        return counted, kept.in_hand + reckoning.in_hand_of_complaints(scope, period, as_at)
    counted, in_hand = (
        reckoning.sums(scope, period, as_at, now),
        reckoning.in_hand(scope, period, as_at),
    )
    if final and scope.reader is None and as_at <= now - SETTLED:
        told = [[*key, n] for key, n in sorted(counted.items()) if n]
        days = {"first": period.first, "last": period.last}
        Kept.objects.bulk_create(
            [Kept(chain=scope.chain, as_at=as_at, **days, counted=told, in_hand=in_hand)],
            ignore_conflicts=True,
        )
    return counted, in_hand


def _rows(chain: str, period: Period, as_at: datetime) -> QuerySet[Kept]:
    return Kept.objects.filter(chain=chain, first=period.first, last=period.last, as_at=as_at)
