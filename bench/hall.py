"""The hall that is measured: filled through the write door like any other, only faster.

Most of its cases are archived; a few are under way, which is what a window's day looks like
(15 to 400 cases a year).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from bancheng.casework.door import Order, handle, open_case
from tests.casework.hall import Hall, establish_hall

UNDER_WAY = 40
BATCH = 200
GIVEN = {
    "matter": "装电梯的材料交了四趟，两个窗口互相要对方的意见，说是缺一个盖章",
    "name": "秦桂芳",
    "phone": "13900005512",
    "channel": "counter",
}
REGISTER = (
    Order("register", GIVEN),
    Order("accept", {"ground": "not_accepted", "kind": "general"}),
)
TRANSFER = Order("transfer", {"lead": "housing", "opinion": "请办理", "signature": "顾清和"})
TO_THE_ARCHIVE = (
    Order("register", GIVEN),
    Order("confirm", {"signing": "here"}),
    Order("accept", {"ground": "other", "kind": "general"}),
    Order("guide", {"where_to_go": "请到区市场监督管理局二楼办理"}),
    Order("complete", {"outcome": "out_of_scope"}),
    Order("call_back", {"solved": "solved", "satisfaction": "satisfied"}),
    Order("archive"),
)


def command() -> str:
    """A command id nobody has used, and as far from the last one in the index as a page's is."""
    return uuid4().hex


def place(hall: Hall, now: datetime) -> str:
    """A case that lies with a department. Three acts after registering and accepting."""
    case_no = open_case(hall.people["chen"], "hall", REGISTER, command(), now).case_no
    handle(hall.people["jiang"], case_no, [Order("screen")], command(), None, now)
    handle(hall.people["gu"], case_no, [TRANSFER], command(), None, now)
    return case_no


def archive(hall: Hall, cases: int) -> None:
    """So many more cases that came and went, in the days before now."""
    now = timezone.now()
    for first in range(0, cases, BATCH):
        with transaction.atomic():
            for number in range(first, min(first + BATCH, cases)):
                then = now - timedelta(minutes=cases - number + 60)
                open_case(hall.people["chen"], "hall", TO_THE_ARCHIVE, command(), then)


def open_hall() -> tuple[Hall, list[str]]:
    """The hall with its few cases under way; their numbers."""
    hall, now = establish_hall(), timezone.now()
    with transaction.atomic():
        return hall, [place(hall, now) for _ in range(UNDER_WAY)]
