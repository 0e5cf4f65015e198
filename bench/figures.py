"""Figures over a hundred thousand cases, against an empty page of the same run.

Some cases are lived through the write door and read by the program itself; the others are copies of
what it made of them, with days, numbers and departments of their own, spread over three years (a
hall of nearly three thousand cases a month; the usual one has some thirty). The sums kept ready are
those of the program's own counting. Only the tables of figures are filled: nothing measured here
reads another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from bancheng.casework.door import Order, handle, open_case
from bancheng.core.calendar import CHINA
from bancheng.figures import catching_up
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.cell_row import Cell
from bancheng.figures.counting import ByMonth, of_rows
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.figures import of, totals
from bancheng.figures.period import month_of, months_on
from bancheng.figures.stay_row import Stay
from bench.figure import Figure
from bench.hall import REGISTER, TO_THE_ARCHIVE, TRANSFER, command
from bench.timing import in_turn
from tests.casework.hall import PASSWORD, Hall

PAGE_ALLOWED = 5.0
BULLETIN_ALLOWED = 10.0
YEARS = 3
BATCH = 1000
ROUNDS = 30
DEPARTMENTS = 12
CHAIN = "hall"
Row = CaseFact | DutyFact | Stay
DAYS = ("accepted_on", "declined_on", "ended_on", "called_on", "due_on", "came_on", "left_on")
MOMENTS = ("known_from", "known_until", "due", "verdict_known", "left_known")


def figures(hall: Hall, cases: int) -> Iterator[Figure]:
    """Fill the tables, then measure."""
    _fill(hall, cases)
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": "jiang", "password": PASSWORD})
    today = timezone.localdate()
    last_month = month_of(months_on(today, -1))
    then = datetime.combine(today.replace(day=1), datetime.min.time(), CHINA)
    year = f"from={today.year - 1}-01-01&to={today.year - 1}-12-31"

    def page(address: str) -> Callable[[], None]:
        def get() -> None:
            assert client.get(address).status_code == 200, address

        return get

    def bulletin() -> None:
        """The month, and what it is compared with, as they were known when it was over: kept ready
        by the clock from the first of the next month on."""
        assert of(CHAIN, last_month, None, then).n("accepted")
        assert totals(CHAIN, last_month.before(), None, then)["accepted"]

    works: dict[str, Callable[[], None]] = {
        "empty": page("/empty"),
        "统计页（本月）": page("/figures/"),
        "统计页（去年全年）": page(f"/figures/?{year}"),
        "通报用的数（上月，与前一月比，按月末所知）": bulletin,
        "数字背后的工单": page("/figures/cases?measure=accepted"),
    }
    begun = perf_counter()
    bulletin()
    first = perf_counter() - begun
    in_turn(works, rounds=3)
    taken = in_turn(works, ROUNDS)
    for name, seconds in taken.items():
        if name != "empty":
            allowed = {"统计页（本月）": PAGE_ALLOWED}.get(name)
            allowed = BULLETIN_ALLOWED if name.startswith("通报") else allowed
            yield Figure(f"{name}，{cases} 件", seconds, "空白页", taken["empty"], allowed)
    name = f"通报用的数，还没有备好时第一次算，{cases} 件"
    yield Figure(name, first, "空白页", taken["empty"])
    yield _reading_on(hall, page("/empty"))


def _reading_on(hall: Hall, empty: Callable[[], None]) -> Figure:
    """What one act costs later, outside of it, when the clock or a page reads on. It is read from
    the journal here and not only counted, so each round does an act first."""
    spent: list[float] = []

    def after_an_act() -> None:
        open_case(hall.people["chen"], CHAIN, REGISTER, command(), timezone.now())
        begun = timezone.now()
        catching_up.catch_up(CHAIN)
        spent.append((timezone.now() - begun).total_seconds())

    taken = in_turn({"empty": empty, "act": after_an_act}, ROUNDS)
    middle = sorted(spent)[len(spent) // 2]
    return Figure("登记并受理以后读进统计（不在办理里）", middle, "空白页", taken["empty"])


def _fill(hall: Hall, cases: int) -> None:
    numbers = _lived(hall)
    while catching_up.catch_up(CHAIN).unread:
        continue
    tables: tuple[type[Row], ...] = (CaseFact, DutyFact, Stay)
    like: list[dict[type[Row], list[Row]]] = [
        {
            CaseFact: list(CaseFact.objects.filter(case_no=number)),
            DutyFact: list(DutyFact.objects.filter(case_no=number)),
            Stay: list(Stay.objects.filter(case_no=number)),
        }
        for number in numbers
    ]
    alike = [*like[:-1] * 13, like[-1]]  # of forty one is still under way
    sums: ByMonth = {}
    for first in range(0, cases, BATCH):
        rows: dict[type[Row], list[Any]] = {table: [] for table in tables}
        for number in range(first, min(first + BATCH, cases)):
            back = timedelta(days=1 + number * 365 * YEARS // cases)
            for table in tables:
                rows[table] += [
                    _copied(row, number, back) for row in alike[number % len(alike)][table]
                ]
        for month, counted in of_rows(rows[CaseFact], rows[DutyFact], rows[Stay]).items():
            sums.setdefault(month, Counter()).update(counted)
        with transaction.atomic():
            for table in tables:
                _insert(table, rows[table])
    _keep(sums)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _keep(sums: ByMonth) -> None:
    """Added to what was kept of the lived ones."""
    for cell in Cell.objects.filter(chain=CHAIN):
        for month, counted in sums.items():
            for key in counted:
                if (month, *key) == (cell.month, cell.axis, cell.code, cell.measure):
                    counted[key] += cell.n
    Cell.objects.filter(chain=CHAIN, month__in=sums).delete()
    Cell.objects.bulk_create(
        (
            Cell(chain=CHAIN, month=month, n=n, **key._asdict())
            for month, counted in sums.items()
            for key, n in counted.items()
        ),
        batch_size=500,
    )


def _copied(row: Row, number: int, back: timedelta) -> Row:
    copy = type(row)()
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.attname in DAYS and value:
            value = (date.fromisoformat(value) - back).isoformat()
        elif column.attname in MOMENTS and value:
            value -= back
        elif column.attname in ("unit", "lead") and value:
            value = f"{value}-{number % DEPARTMENTS}"
        setattr(copy, column.attname, value)
    copy.pk, copy.case_no = None, f"F{number:07}"
    return copy


def _insert(table: type[Model], rows: list[Model]) -> None:
    table._default_manager.bulk_create(rows, batch_size=2000)


def _lived(hall: Hall) -> list[str]:
    """Told where to go; settled in time; settled late after it was sent back; still on its way."""
    now = timezone.now() - timedelta(days=12)
    told = open_case(hall.people["chen"], CHAIN, TO_THE_ARCHIVE, command(), now).case_no
    settled = _placed(hall, now)
    _settle(hall, settled, now + timedelta(hours=1))
    late = _placed(hall, now)
    handle(hall.people["mo"], late, [Order("object", {"reason": "不归本局"})], command(), None, now)
    handle(hall.people["gu"], late, [TRANSFER], command(), None, now)
    _settle(hall, late, now + timedelta(days=9))
    return [told, settled, late, _placed(hall, now)]


def _placed(hall: Hall, now: datetime) -> str:
    case_no = open_case(hall.people["chen"], CHAIN, REGISTER, command(), now).case_no
    handle(hall.people["jiang"], case_no, [Order("screen")], command(), None, now)
    handle(hall.people["gu"], case_no, [TRANSFER], command(), None, now)
    return case_no


def _settle(hall: Hall, case_no: str, now: datetime) -> None:
    reply = {"answer": "result", "text": "已办好", "signature": "经办人"}
    for doer, act, given in (
        ("mo", "reply", reply),
        ("chen", "inform", {"means": "phone"}),
        ("chen", "complete", {"outcome": "done"}),
        ("chen", "call_back", {"solved": "solved", "satisfaction": "satisfied"}),
    ):
        handle(hall.people[doer], case_no, [Order(act, given)], command(), None, now)
