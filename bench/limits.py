"""Limits computed: from an instant and a limit to the due time, through holidays and make-up days.

The floor is what any due time costs at the least: one addition on the clock.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bancheng.core.calendar import Limit, due_time
from bancheng.core.calendar.hours import DEFAULT
from bancheng.library.calendars import work_calendar
from bench.figure import Figure
from bench.timing import in_turn

MANY = 1000
LIMITS = ("24 hours", "4 office hours", "1 working day", "5 working days", "20 working days")


def figures() -> Iterator[Figure]:
    """One figure a kind of limit."""
    calendar = work_calendar(DEFAULT)
    begin, chance = datetime(2018, 1, 1, tzinfo=UTC), random.Random(1)
    starts = [begin + timedelta(minutes=chance.randrange(9 * 525_600)) for _ in range(MANY)]
    day = timedelta(days=1)
    for text in LIMITS:
        limit = Limit.parse(text)

        def compute(limit: Limit = limit) -> None:
            for start in starts:
                due_time(limit, start, calendar)

        def add() -> None:
            for start in starts:
                start + day

        taken = in_turn({"limit": compute, "floor": add}, rounds=20)
        yield Figure(
            f"期限 {limit.in_chinese()}", taken["limit"] / MANY, "一次加法", taken["floor"] / MANY
        )
