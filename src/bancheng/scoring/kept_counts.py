"""留存: what was counted is kept in memory for as long as nothing can change it.

A year of a very large hall (thirty thousand cases) takes three seconds to count. As it stands, it
is counted anew when the journal has gone on, or a minute is over, since what is owed may be late by
then. What was fixed changes only where a case turns out to be a complaint about conduct.
"""

from __future__ import annotations

from datetime import datetime

from bancheng.core.standard.standard import Standard
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.catching_up import Read
from bancheng.figures.period import Period
from bancheng.journal import read
from bancheng.scoring.counting import Facts, facts_of
from bancheng.scoring.score_row import Score

MOST_KEPT = 24
_kept: dict[tuple[object, ...], Facts] = {}


def facts_now(centre: str, standard: Standard, period: Period, now: datetime, upto: Read) -> Facts:
    """As they stand. ``upto``: how far the journal has been read."""
    minute, (_, seal) = now.replace(second=0, microsecond=0), read.head(centre)
    place = (centre, standard.id, standard.edition, period, minute, seal)
    if upto.unread:
        return facts_of(centre, standard, period, None, now)
    return _remember(place, _kept.get(place) or facts_of(centre, standard, period, None, now))


def facts_fixed(score: Score, standard: Standard, upto: Read) -> Facts:
    """As they were known when somebody fixed them."""
    place = (score.key, _complaints(score.centre))
    asked = (score.centre, standard, score.period, score.as_at, score.as_at)
    if upto.unread:
        return facts_of(*asked)
    return _remember(place, _kept.get(place) or facts_of(*asked))


def _remember(place: tuple[object, ...], found: Facts) -> Facts:
    if place not in _kept:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[place] = found
    return found


def _complaints(centre: str) -> tuple[str, ...]:
    """The complaints about conduct, which are in no figure: few, and found by an index."""
    rows = CaseFact.objects.filter(chain=centre, conduct=True).order_by("case_no")
    return tuple(rows.values_list("case_no", flat=True).distinct())
