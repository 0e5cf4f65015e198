"""日期与时间: as RFC 3339 writes them, in years that a case can have to do with."""

from __future__ import annotations

import re
from datetime import date, datetime

FIRST_YEAR, LAST_YEAR = 2000, 2099
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def day(text: str) -> date | None:
    """The day a text names; None where it names none."""
    try:
        found = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def moment(text: str) -> datetime | None:
    """The moment a text names, with its zone; None where it names none."""
    try:
        found = datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None
