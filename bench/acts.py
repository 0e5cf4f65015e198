"""Acts through the write door, against bare commits of as many rows in the same database.

A bare commit is BEGIN, so many insertions, COMMIT, without Django and without the program: what
the engine and the disk ask for at the least. The table has the keys of the journal's, because rows
that cannot be found again are no floor for those that can; what a heap without keys would cost is
shown once besides. All rows of the floor go into one table, those of an act into three to ten:
an act writes up to half as many pages again, and that counts against the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from bancheng.casework.door import Order, handle, open_case
from bench.figure import Figure
from bench.hall import REGISTER, TRANSFER, command
from bench.timing import in_turn
from tests.casework.hall import Hall

ALLOWED = 4.0
ROUNDS = 140
CONTENT = "x" * 500  # bytes; the rows of an act hold 300 on average, its sealed entry some 900
COLUMNS = "chain text, position bigint, case_no text, version bigint, command text, content text"
KEYED = (
    f"bench_keyed ({COLUMNS}, PRIMARY KEY (chain, position),"
    " UNIQUE (case_no, version), UNIQUE (command))"
)
HEAP = f"bench_heap ({COLUMNS})"
POSITIONS = count()
STEPS: tuple[tuple[str, str, Order], ...] = (
    ("甄别", "jiang", Order("screen")),
    ("分办", "gu", TRANSFER),
    ("督促", "chen", Order("remind")),
    ("认领", "mo", Order("claim")),
    ("记事（加密文字）", "chen", Order("note", {"text": "电话里又问过一次，经办人说本周内答复"})),
    (
        "回复",
        "mo",
        Order("reply", {"answer": "result", "text": "已办好", "signature": "莫海涛"}),
    ),
    ("反馈", "chen", Order("inform", {"means": "phone"})),
    ("办结", "chen", Order("complete", {"outcome": "done"})),
)


def figures(hall: Hall) -> Iterator[Figure]:
    """Registering with accepting, then one figure a step of the commonest route."""
    opened: list[str] = []

    def register() -> None:
        done = open_case(hall.people["chen"], "hall", REGISTER, command(), timezone.now())
        opened.append(done.case_no)

    yield _against_bare("登记并受理（两步）", register)
    for name, who, order in STEPS:
        waiting = iter(opened)

        def act(who: str = who, order: Order = order, waiting: Iterator[str] = waiting) -> None:
            doer, now = hall.people[who], timezone.now()
            handle(doer, next(waiting), [order], command(), None, now)

        yield _against_bare(name, act)
    yield _heap()


def _against_bare(name: str, act: Callable[[], None]) -> Figure:
    rows = _rows_written(act)
    taken = in_turn({"act": act, "bare": BareCommit(rows, KEYED).commit}, ROUNDS)
    return Figure(f"办理 {name}", taken["act"], f"裸提交 {rows} 行", taken["bare"], ALLOWED)


def _heap() -> Figure:
    works = {"keyed": BareCommit(3, KEYED).commit, "heap": BareCommit(3, HEAP).commit}
    taken = in_turn(works, ROUNDS)
    return Figure("裸提交 3 行", taken["keyed"], "裸提交 3 行（无键）", taken["heap"])


def _rows_written(act: Callable[[], None]) -> int:
    """How many rows an act writes, by the engine's own count of those changed.

    The least of a few times: now and then the search index tidies itself up besides.
    """
    connection.ensure_connection()
    counted = []
    for _ in range(3):
        before = _changes()
        act()
        counted.append(_changes() - before)
    return min(counted)


def _changes() -> int:
    if connection.vendor == "sqlite":
        return int(connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables")
        return int(cursor.fetchone()[0])


class BareCommit:
    """One transaction of so many rows, over the raw connection that the program uses too."""

    def __init__(self, rows: int, table: str) -> None:
        connection.ensure_connection()
        self.raw: Any = connection.connection
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        mark = "?" if connection.vendor == "sqlite" else "%s"
        name = table.partition(" ")[0]
        self.insert = f"INSERT INTO {name} VALUES ({', '.join([mark] * 6)})"  # noqa: S608 - ours
        self.begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
        self.rows = rows

    def commit(self) -> None:
        """Begin, insert, commit."""
        cursor = self.raw.cursor()
        cursor.execute(self.begin)
        for _ in range(self.rows):
            number = next(POSITIONS)
            case_no = f"MQ20261123-{number // 8}"
            cursor.execute(self.insert, ("hall", number, case_no, number % 8, uuid4().hex, CONTENT))
        cursor.execute("COMMIT")
