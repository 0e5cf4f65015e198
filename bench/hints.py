"""Hints while a matter is typed, among five thousand different matters, against an empty page.

What is measured is the whole answer: likely duplicates, suggestions with their reasons, item and
department. Each round asks with another of the fifty matters told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from django.test import Client
from django.utils import timezone

from bancheng.casework.tidying import tidy
from bench.figure import Figure
from bench.timing import in_turn
from tests.casework.hall import PASSWORD, Hall
from tests.counter.other_matters import other_matters, pairs
from tests.counter.yardstick import missed, open_all

ALLOWED = 3.0
OTHERS = 5000
ROUNDS = 50


def figures(hall: Hall) -> Iterator[Figure]:
    """One figure; the five thousand are opened first, which lengthens every worklist."""
    told = pairs()
    begun = timezone.now() - timedelta(days=10)
    numbers = open_all(hall, [*(pair.earlier for pair in told), *other_matters(OTHERS)], begun)
    tidy(begun)  # the clock has done so every minute
    lost = missed(hall.people["chen"], zip(told, numbers, strict=False))
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    typed = cycle(pair.again for pair in told)

    def empty() -> None:
        assert client.get("/empty").status_code == 200

    def hints() -> None:
        assert client.post("/register/alike", {"matter": next(typed)}).status_code == 200

    works = {"empty": empty, "hints": hints}
    in_turn(works, rounds=3)
    taken = in_turn(works, ROUNDS)
    name = f"登记时的提示（{OTHERS} 件，{len(told)} 件找到 {len(told) - len(lost)} 件）"
    yield Figure(name, taken["hints"], "空白页", taken["empty"], ALLOWED)
