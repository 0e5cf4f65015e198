"""动过的件: which cases moved since a moment, and when a case moved last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bancheng.figures.following import Facts
from bancheng.figures.last_move_row import LastMove
from bancheng.figures.period import Period

NEVER = "9999-12-31"
MOST = 500
"""If more moved since, counting the rows of the period is quicker than undoing so many moves."""


def moved_since(chain: str, as_at: datetime, period: Period) -> Sequence[str] | None:
    """The cases of which something is known that was not known then, as far as they have a part in
    the days of a period or in what was in hand after it; None where they are many."""
    until = period.last.isoformat()
    rows = LastMove.objects.filter(chain=chain, known__gt=as_at, first_on__lte=until).order_by()
    found = list(rows.values_list("case_no", flat=True)[: MOST + 1])
    return found if len(found) <= MOST else None


def last_move(case_no: str, facts: Facts) -> LastMove | None:
    """When the case moved last; None where nothing is counted of it."""
    chains = {row.chain for row in facts.states}
    moments = [moment for moment in _moments(facts) if moment is not None]
    if not chains or not moments:
        return None
    first_on = min((day for day in _days(facts) if day), default=NEVER)
    return LastMove(chain=chains.pop(), case_no=case_no, known=max(moments), first_on=first_on)


def _moments(facts: Facts) -> Iterator[datetime | None]:
    """Every moment that what is known of the case depends on."""
    for state in facts.states:
        yield from (state.known_from, state.known_until)
    for duty in facts.duties:
        yield from (duty.known_from, duty.known_until, duty.verdict_known)
    for stay in facts.stays:
        yield from (stay.known_from, stay.left_known)


def _days(facts: Facts) -> Iterator[str | None]:
    """Every day that it is, or was thought to be, counted on."""
    for state in facts.states:
        yield from (state.accepted_on, state.declined_on, state.ended_on, state.called_on)
    for duty in facts.duties:
        yield duty.due_on
    for stay in facts.stays:
        yield from (stay.came_on, stay.left_on)
