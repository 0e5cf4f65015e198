"""The fifty matters among five thousand others: opened through the write door, asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import count

from django.db import transaction

from bancheng.casework.door import Order, open_case
from bancheng.counter.likeness import likely, near
from bancheng.people.user import User
from tests.casework.hall import Hall, at
from tests.counter.other_matters import Pair

BATCH = 250
NUMBERS = count(1)
BEGUN = at("2026-09-01 09:00")


def open_all(hall: Hall, matters: Sequence[str], begun: datetime = BEGUN) -> list[str]:
    """A case for each matter, a minute apart; their numbers."""
    numbers = []
    for first in range(0, len(matters), BATCH):
        with transaction.atomic():
            for n, matter in enumerate(matters[first : first + BATCH], first):
                numbers.append(_opened(hall, matter, begun + timedelta(minutes=n)))
    return numbers


def _opened(hall: Hall, matter: str, when: datetime) -> str:
    given = {
        "matter": matter,
        "name": "秦桂芳",
        "phone": f"1390000{next(NUMBERS):04}"[:11],
        "channel": "counter",
    }
    command = f"yardstick-{next(NUMBERS)}"
    return open_case(hall.people["chen"], "hall", [Order("register", given)], command, when).case_no


def missed(user: User, told: Iterable[tuple[Pair, str]]) -> list[str]:
    """Which of the matters told again do not lead to their earlier case among the first five."""
    return [
        f"{pair.id} {pair.how}"
        for pair, case_no in told
        if case_no not in [found.row.case_no for found in likely(near(user, pair.again))]
    ]
