"""Pages against an empty page of the same stack: middleware, session, frame, templates.

They run through Django's own handler in this process; the network and the server cost the same
for every page and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.test import Client
from django.utils import timezone

from bancheng.casework.door import Order, handle
from bench.figure import Figure
from bench.hall import command
from bench.timing import in_turn
from tests.casework.hall import PASSWORD, Hall

ALLOWED = 4.0
ROUNDS = 60


def figures(hall: Hall, under_way: Iterator[str]) -> Iterator[Figure]:
    """The duties page, the case page and a search, as a window clerk opens them."""
    case_no = next(under_way)
    _live_a_little(hall, case_no)
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": "chen", "password": PASSWORD})

    def get(address: str) -> Callable[[], None]:
        def page() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"

        return page

    pages = {
        "empty": get("/empty"),
        "我的待办": get("/"),
        "工单页": get(f"/cases/{case_no}/"),
        "登记页": get("/register/"),
    }
    in_turn(pages, rounds=3)  # templates, standard and calendar are read once
    taken = in_turn(pages, ROUNDS)
    for name in ("我的待办", "工单页", "登记页"):
        allowed = ALLOWED if name == "工单页" else None
        yield Figure(f"页面 {name}", taken[name], "空白页", taken["empty"], allowed)


def _live_a_little(hall: Hall, case_no: str) -> None:
    """What a case has usually seen by the time somebody opens its page."""
    for who, order in (
        ("chen", Order("remind")),
        ("mo", Order("claim")),
        ("chen", Order("note", {"text": "诉求人来电问进度"})),
        ("mo", Order("report_progress", {"text": "已约好现场勘查"})),
    ):
        handle(hall.people[who], case_no, [order], command(), None, timezone.now())
