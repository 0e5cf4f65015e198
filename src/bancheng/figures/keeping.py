"""留存: the figures that everybody may see as at a past moment are counted once and then kept.

They are final as soon as the journal has been read beyond that moment. The clock counts last month
as it was known when it ended, so that a bulletin finds it ready.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bancheng.casework.surroundings import calendar_of
from bancheng.figures import catching_up, sums
from bancheng.figures.counting import Counted, Key
from bancheng.figures.kept_row import Kept
from bancheng.figures.period import Period, month_of, months_on
from bancheng.figures.scope import Scope, scope_of
from bancheng.journal import read

SETTLED = timedelta(minutes=2)  # an act under way now may still be recorded a little before now


def run(now: datetime) -> None:
    """Called after each tick, behind ``catching_up``."""
    for chain in read.chains():
        calendar = calendar_of(chain)
        begun = calendar.local(now).date().replace(day=1)
        then = calendar.at(begun, datetime.min.time())
        period = month_of(months_on(begun, -1))
        if catching_up.catch_up(chain, 0).unread == 0:
            counted_then(scope_of(chain, None), period, then, now, final=True)


def counted_then(
    scope: Scope, period: Period, as_at: datetime, now: datetime, final: bool
) -> tuple[Counted, int]:
    """The figures and what was in hand. ``final``: the journal has been read to its end."""
    keeps = final and scope.reader is None and as_at <= now - SETTLED
    place = {"chain": scope.chain, "first": period.first, "last": period.last, "as_at": as_at}
    if keeps:
        kept = Kept.objects.filter(**place).first()
        if kept is not None:
            return Counter({Key(*told): n for *told, n in kept.counted}), kept.in_hand
    counted = sums.sums(scope, period, as_at, now)
    in_hand = sums.in_hand(scope, period, as_at)
    if keeps:
        told = [[*key, n] for key, n in sorted(counted.items())]
        Kept.objects.bulk_create(
            [Kept(**place, counted=told, in_hand=in_hand)], ignore_conflicts=True
        )
    return counted, in_hand
