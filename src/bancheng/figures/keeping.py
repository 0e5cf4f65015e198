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
from bancheng.figures import catching_up, reckoning, sums
from bancheng.figures.counting import Key
from bancheng.figures.kept_row import Kept
from bancheng.figures.period import Period, months, months_on
from bancheng.figures.reckoning import Reckoned
from bancheng.figures.scope import Scope, scope_of
from bancheng.journal import read

SETTLED = timedelta(minutes=2)  # an act under way now may still be recorded a little before now


def run(now: datetime) -> None:
    """Called after each tick, behind ``catching_up``. What is kept already costs a look."""
    for chain in read.chains():
        calendar = calendar_of(chain)
        begun = calendar.local(now).date().replace(day=1)
        begins = calendar.at(begun, datetime.min.time())
        wanted = [p for p in just_ended(begun) if not _rows(chain, p, begins).exists()]
        if wanted and catching_up.catch_up(chain, 0).unread == 0:
            for period in wanted:
                then(scope_of(chain, None), period, begins, now, final=True)


def just_ended(begun: date) -> list[Period]:
    """What was over when this month began: the month before, and with it a quarter, a year."""
    lengths = [1, *([3] if begun.month % 3 == 1 else ()), *([12] if begun.month == 1 else ())]
    return [months(months_on(begun, -length), length) for length in lengths]


def then(scope: Scope, period: Period, as_at: datetime, now: datetime, final: bool) -> Reckoned:
    """What was counted as at a moment. ``final``: the journal has been read to its end. What is
    kept serves all who read the centre whole; only what everybody may see is kept."""
    kept = _rows(scope.chain, period, as_at).first() if scope.whole and final else None
    if kept is not None:
        return _with_complaints(scope, kept, min(as_at, now))
    found = reckoning.reckoned(scope, period, as_at, now)
    if final and scope.reader is None and as_at <= now - SETTLED:
        row = Kept(
            chain=scope.chain,
            first=period.first,
            last=period.last,
            as_at=as_at,
            counted=[[*key, n] for key, n in sorted(found.counted.items()) if n],
            in_hand=found.in_hand,
            before=dict(found.before),
        )
        Kept.objects.bulk_create([row], ignore_conflicts=True)
    return found


def _with_complaints(scope: Scope, kept: Kept, moment: datetime) -> Reckoned:
    counted = Counter({Key(*told): n for *told, n in kept.counted})
    if not scope.seen:
        return Reckoned(counted, kept.in_hand, kept.before)
    period, narrow = Period(kept.first, kept.last), scope.complaints
    return Reckoned(
        counted + sums.by_rows(narrow, period, kept.as_at, moment),
        kept.in_hand + sums.open_then(narrow, period, kept.as_at),
        Counter(kept.before) + sums.happened(narrow, period.before(), kept.as_at),
    )


def _rows(chain: str, period: Period, as_at: datetime) -> QuerySet[Kept]:
    return Kept.objects.filter(chain=chain, first=period.first, last=period.last, as_at=as_at)
