"""预警: which of the standard's cards a duty shows at a moment, and when a warning is due."""

from __future__ import annotations

from datetime import datetime

from bancheng.core.calendar import Limit, WorkCalendar, earlier
from bancheng.core.standard.manners import Card
from bancheng.core.standard.standard import Standard

LATE = "first day late"


def late_card(standard: Standard) -> str:
    """The card of a duty that is late; empty where the standard has none."""
    return next((name for name, card in standard.cards.items() if card.at == LATE), "")


def warns_at(card: Card, due: datetime, calendar: WorkCalendar) -> datetime:
    """When this card shows before a duty falls due."""
    return earlier(calendar, due, Limit.parse(card.at.removesuffix(" before due")))


def card_shown(
    standard: Standard,
    calendar: WorkCalendar,
    start: datetime | None,
    due: datetime | None,
    now: datetime,
) -> str:
    """The name of the card an open duty shows now; empty where it shows none.

    A duty shorter than the warning needs none: it is due as soon as it is owed.
    """
    if due is None:
        return ""
    if due < now:
        return late_card(standard)
    shown = [
        (at, name)
        for name, card in standard.cards.items()
        if card.at != LATE
        and (at := warns_at(card, due, calendar)) <= now
        and (start is None or start < at)
    ]
    return max(shown)[1] if shown else ""
