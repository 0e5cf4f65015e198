"""A hall with a case at every stage, everybody who could ask for one, and a hall next door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bancheng.casework import rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, open_case
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, Hall, at, establish_hall
from tests.web.clerk import Clerk

NOW = at("2026-11-24 14:30")
NUMBERS = count(1)


@dataclass(frozen=True)
class Street:
    """Cases by what they are, and everybody by user name; ``files`` maps a case to a file."""

    hall: Hall
    cases: dict[str, str]
    everybody: tuple[str, ...]
    files: dict[str, str]


@pytest.fixture
def street(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    """After the test every row must equal the fold of the journal."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    hall = establish_hall()
    _next_door()
    cases = _one_of_each(hall)
    files = {case_no: _attach(case_no) for case_no in cases.values()}
    everybody = (*hall.people, "bai", "keeper")
    yield Street(hall, cases, everybody, files)
    assert rebuild.compare() == []


def _next_door() -> None:
    district = Unit.objects.get(code="district")
    other = create_unit("other-district", "邻区", Form.REGION)
    hall = create_unit(
        "other-hall", "邻区政务服务中心", Form.CENTRE, other, standard="guilin-xiufeng"
    )
    bai = create_user("bai", "白邻居", PASSWORD, must_change_password=False)
    appoint(bai, hall, "window")
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, district, "administrator")


def _one_of_each(hall: Hall) -> dict[str, str]:
    """A case at every stage a hall knows; two complaints: against a department, against a clerk."""
    day = "2026-11-23 09:00"
    cases = {"registered": _registered(hall), "awaiting papers": _registered(hall)}
    hall.do("chen", cases["awaiting papers"], "give_notice", day, missing="身份证", next_step="补")
    cases["accepted"] = hall.register(day)
    cases["screened"] = hall.register(day)
    hall.do("jiang", cases["screened"], "screen", day)
    for name in ("referred", "determined"):
        cases[name] = hall.register(day, kind="complex", complex_because="several")
        hall.do("jiang", cases[name], "screen", day)
        hall.do("jiang", cases[name], "refer", day, question="哪个部门牵头")
    decided = {"lead": "housing", "minutes": "会议纪要", "opinion": "由区住建局牵头"}
    hall.do("li", cases["determined"], "determine", day, **decided)
    cases["assigned"] = hall.placed(day)
    cases["replied"] = hall.placed(day)
    replied = {"answer": "result", "text": "已办好", "signature": "莫海涛"}
    hall.do("mo", cases["replied"], "reply", day, **replied)
    cases["informed"] = hall.placed(day)
    hall.do("mo", cases["informed"], "reply", day, **replied)
    hall.do("chen", cases["informed"], "inform", day, means="phone")
    cases["ended"] = hall.ended(day)
    cases["taken away"] = hall.placed(day)
    hall.do("gu", cases["taken away"], "recall", day, reason="派错了")
    cases["against a department"] = hall.register(
        day, ground="conduct", accused_units=["housing"], matter="住建窗口的人态度很差"
    )
    cases["against a clerk"] = hall.register(
        day, ground="conduct", accused_users=["lin"], matter="窗口的人不理我"
    )
    return cases


def _registered(hall: Hall) -> str:
    known = {"matter": "办证办不下来", "name": "秦桂芳", "phone": "13900005512"}
    order = Order("register", {**known, "channel": "counter"})
    number = f"street-{next(NUMBERS)}"
    when: datetime = at("2026-11-23 09:00")
    return open_case(hall.people["chen"], "hall", [order], number, when).case_no


def _attach(case_no: str) -> str:
    """A text file with the case, brought by the clerk who may see it."""
    clerk = Clerk("chen")
    sent = SimpleUploadedFile("说明.txt", "自己写的说明".encode())
    clerk.fill_in(f"/cases/{case_no}/attach", 303, attach=sent)
    page = clerk.raw(f"/cases/{case_no}/").content.decode()
    return page.split(f"/cases/{case_no}/files/")[1].split('"')[0].split("/")[0]


def row(case_no: str) -> CaseRow:
    """A case's row."""
    return CaseRow.objects.get(case_no=case_no)
