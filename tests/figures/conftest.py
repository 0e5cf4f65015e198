"""A hall with a handful of cases in November, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from bancheng.casework import rebuild
from bancheng.casework.door import Order, open_case
from bancheng.figures.period import Period, month_of
from tests.casework.hall import Hall, at, establish_hall

NOVEMBER: Period = month_of(date(2026, 11, 1))
REPLY = {"answer": "result", "text": "已办好", "signature": "莫海涛"}


@dataclass(frozen=True)
class Month:
    """The hall and the numbers of its cases by what became of them."""

    hall: Hall
    cases: dict[str, str]


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def month(hall: Hall) -> Month:
    """Five cases and a complaint. Due is one working day after the transfer (XF-10.3.1):

    - «in time»: transferred to housing on the 2nd, replied on the 3rd, done on the 3rd, called back
    - «late»: to housing on the 4th, replied on the 9th, ended as not possible on the 9th
    - «sent back»: to land on the 10th, returned the same day, to housing, still there
    - «not ours»: declined on the 11th
    - «waiting»: accepted on the 12th, not placed
    - «complaint»: about housing, accepted on the 12th
    """
    cases = {"in time": hall.placed("2026-11-02 09:00")}
    _ends(hall, cases["in time"], "2026-11-03 10:00", "done")
    told = {"solved": "solved", "satisfaction": "satisfied"}
    hall.do("lin", cases["in time"], "call_back", "2026-11-04 09:00", **told)
    cases["late"] = hall.placed("2026-11-04 09:00")
    _ends(hall, cases["late"], "2026-11-09 16:00", "cannot")
    cases["sent back"] = hall.placed("2026-11-10 09:00", lead="land")
    hall.do("wei", cases["sent back"], "object", "2026-11-10 10:00", reason="不归我局管")
    again = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", cases["sent back"], "transfer", "2026-11-10 14:00", **again)
    cases["not ours"] = _declined(hall)
    cases["waiting"] = hall.register("2026-11-12 09:00", kind="suggestion")
    cases["complaint"] = hall.register(
        "2026-11-12 10:00", ground="conduct", accused_units=["housing"], matter="态度差"
    )
    return Month(hall, cases)


def _ends(hall: Hall, case_no: str, when: str, outcome: str) -> None:
    hall.do("mo", case_no, "reply", when, **REPLY)
    hall.do("chen", case_no, "inform", when, means="phone")
    hall.do("chen", case_no, "complete", when, outcome=outcome)


def _declined(hall: Hall) -> str:
    known = {"matter": "邻居占了过道", "name": "秦桂芳", "phone": "13900005512"}
    declined = Order("decline", {"refusal": "private_dispute", "where_to_go": "社区调解室"})
    orders = [Order("register", known | {"channel": "counter"}), declined]
    when = at("2026-11-11 09:00")
    return open_case(hall.people["chen"], "hall", orders, "figures-declined", when).case_no
