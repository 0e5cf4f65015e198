"""Figures over a hundred thousand cases of one hall, against an empty page of the same run.

The hall is that of the city (``city``): nearly three thousand cases a month, where the usual one
has some thirty, with 36 departments, 240 items and two hundred complaints about conduct.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

from django.test import Client
from django.utils import timezone

from bancheng.casework.door import open_case
from bancheng.figures import catching_up, keeping
from bancheng.figures.period import Period, month_of, months_on
from bancheng.ledgers import gathering
from bench.figure import Figure
from bench.hall import REGISTER, command
from bench.timing import in_turn
from tests.casework.hall import PASSWORD, Hall

PAGE_ALLOWED = 5.0
ROUNDS = 30
HALL = "hall"


def figures(hall: Hall) -> Iterator[Figure]:
    """The page of figures as the office opens it, and what reading on costs behind an act."""
    now = timezone.now()
    catching_up.run(now)
    keeping.run(now)  # the clock has done so since the month began
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": "jiang", "password": PASSWORD})

    def page(address: str) -> Callable[[], None]:
        def get() -> None:
            assert client.get(address).status_code == 200, address

        return get

    works = {"empty": page("/empty")} | {name: page(a) for name, a in _pages().items()}
    in_turn(works, rounds=3)
    taken = in_turn(works, ROUNDS)
    for name in _pages():
        allowed = PAGE_ALLOWED if name == THIS_MONTH else None
        yield Figure(name, taken[name], "空白页", taken["empty"], allowed)
    yield from _reading_on(hall, page("/empty"))


THIS_MONTH = "统计页（本月）"


def _pages() -> dict[str, str]:
    today = timezone.localdate()
    month = month_of(today)
    last = month_of(months_on(today, -1))
    year = f"from={today.year - 1}-01-01&to={today.year - 1}-12-31"
    return {
        THIS_MONTH: "/figures/",
        "统计页（上月）": f"/figures/?{_days(last)}",
        "统计页（去年全年）": f"/figures/?{year}",
        "统计页（本月，按前天上午所知）": (
            f"/figures/?{_days(month)}&as_at={today - timedelta(days=2)}T10:00"
        ),
        "统计页（上月，按月末所知）": f"/figures/?{_days(last)}&as_at={month.first}T00:00",
        "统计页（上月，按上月 17 日所知）": (
            f"/figures/?{_days(last)}&as_at={last.first.replace(day=17)}T10:00"
        ),
        "数字背后的工单": "/figures/cases?measure=accepted",
    }


def _days(period: Period) -> str:
    return f"from={period.first}&to={period.last}"


def _reading_on(hall: Hall, empty: Callable[[], None]) -> Iterator[Figure]:
    """What one act costs later, outside of it, when the clock or a page reads on. It is read from
    the journal here and not only counted, so each round does an act first."""
    spent: dict[str, list[float]] = {"统计": [], "台账": []}

    def after_an_act() -> None:
        open_case(hall.people["chen"], HALL, REGISTER, command(), timezone.now())
        for name, read in (("统计", catching_up.catch_up), ("台账", gathering.gather_chain)):
            begun = perf_counter()
            read(HALL)
            spent[name].append(perf_counter() - begun)

    taken = in_turn({"empty": empty, "act": after_an_act}, ROUNDS)
    for name, times in spent.items():
        what = f"登记并受理以后读进{name}（在办理之外）"
        yield Figure(what, sorted(times)[len(times) // 2], "空白页", taken["empty"])
