"""没有接口的热线: their table in, row by row and all or nothing; our answers out."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse

from bancheng.casework.case_row import CaseRow
from bancheng.channels import setups
from bancheng.channels.models import Order, Setup
from bancheng.journal import read
from bancheng.ledgers.export_row import Export
from tests.casework.hall import Hall
from tests.channels.orders import MATTER, NAME, PHONE, a_channel, order, say, their_program
from tests.web.clerk import Clerk
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
HEAD = ("工单编号", "诉求内容", "诉求人", "联系电话", "办结期限")
ROWS = (
    ("H-1", MATTER, NAME, PHONE, "2026-11-26 18:00"),
    ("H-2", "社保补缴的证明开不出来", "韦明远", "13900000002", ""),
)


def table(*rows: tuple[str, ...]) -> str:
    """As a CSV."""
    held = StringIO()
    csv.writer(held).writerows([HEAD, *rows])
    return held.getvalue()


def upload(clerk: Clerk, setup: Setup, content: bytes, name: str = "派单.csv") -> str:
    """Where one comes to."""
    file = SimpleUploadedFile(name, content)
    answer = clerk.client.post(f"/orders/{setup.pk}/drop", {"file": file})
    return str(answer["Location"])


@pytest.mark.clause("XF-9.1", "XF-9.2")
def test_a_table_is_seen_row_by_row_and_then_taken(hall: Hall) -> None:
    setup, chen = a_channel(), Clerk("chen")
    plan = upload(chen, setup, table(*ROWS).encode())
    shown = chen.get(plan)
    assert "2 行有要办的" in shown
    assert not CaseRow.objects.exists(), "looking keeps nothing"
    chen.post(plan)
    assert {o.number for o in Order.objects.all()} == {"H-1", "H-2"}
    assert set(CaseRow.objects.values_list("stage", "channel")) == {("submitted", "hotline")}
    first = Order.objects.get(number="H-1")
    assert first.due is not None
    assert MATTER in read.details(first.case_no).values()
    again = chen.get(upload(chen, setup, table(*ROWS).encode()))
    assert "0 行有要办的，2 行以前收过" in again


@pytest.mark.clause("XF-9.2")
def test_the_same_file_twice_does_no_harm_and_a_changed_row_is_an_addition(hall: Hall) -> None:
    setup, chen = a_channel(), Clerk("chen")
    chen.post(upload(chen, setup, table(*ROWS).encode()))
    chen.post(upload(chen, setup, table(*ROWS).encode("gb18030")))
    assert CaseRow.objects.count() == 2
    changed = ("H-2", "社保补缴的证明开不出来，原单位注销了", "韦明远", "13900000002", "")
    chen.post(upload(chen, setup, table(ROWS[0], changed).encode()))
    assert CaseRow.objects.count() == 2
    case_no = Order.objects.get(number="H-2").case_no
    assert [entry.event for entry in read.case(case_no)] == ["submitted", "noted"]


def test_one_wrong_row_and_nothing_is_taken(hall: Hall) -> None:
    setup, chen = a_channel(), Clerk("chen")
    wrong = ("H-3", "", NAME, PHONE, "")
    late = ("H-4", MATTER, NAME, PHONE, "下周")
    plan = upload(chen, setup, table(*ROWS, wrong, late).encode())
    shown = chen.get(plan, status=422)
    assert "“诉求内容”栏" in shown
    assert "“办结期限”栏" in shown
    assert "照这样导入" not in shown
    chen.post(plan, status=422)
    assert not CaseRow.objects.exists()
    assert not Order.objects.exists()


def test_a_table_without_the_needed_columns_says_what_they_may_be_called(hall: Hall) -> None:
    setup, chen = a_channel(), Clerk("chen")
    assert upload(chen, setup, "单子,内容\n1,办不成\n".encode()) == "/orders/"
    assert "工单编号、工单号、编号" in chen.get("/orders/")


def test_a_workbooks_numbers_and_days_are_read_as_they_are_meant(hall: Hall) -> None:
    setup, chen, held = a_channel(), Clerk("chen"), BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, (202611240001, MATTER, NAME, 13900005512, "2026/11/26 18:00"))
    chen.post(upload(chen, setup, held.getvalue(), "派单.xlsx"))
    found = Order.objects.get()
    assert found.number == "202611240001"
    assert PHONE in read.details(found.case_no).values()


@pytest.mark.clause("XF-6", "XF-9.2")
def test_orders_are_listed_by_their_clock_to_those_who_may_see_the_cases(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    say(client, setup, order("H-LATE", "m-1", due_at="2026-12-24T18:00:00+08:00"))
    case_no = say(client, setup, order("H-SOON", "m-2"))["case_no"]
    shown = Clerk("chen").get("/orders/")
    assert shown.index("H-SOON") < shown.index("H-LATE")
    on_case = Clerk("chen").get(f"/cases/{case_no}/")
    assert "H-SOON" in on_case
    assert "对方期限" in on_case
    assert "对方" in Clerk("chen").get("/"), "and on the list of what is to be done"
    assert Clerk("mo").client.get("/orders/").status_code == 404


@pytest.mark.clause("XF-6")
def test_our_answers_leave_as_a_table_that_is_on_record(hall: Hall) -> None:
    setup = a_channel()
    case_no = say(their_program(), setup, order())["case_no"]
    at = "2026-11-24 14:30"
    hall.do("chen", case_no, "register", at, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", at, ground="not_accepted", kind="consultation")
    hall.do("chen", case_no, "answer", at, text="带身份证到三号窗口")
    hall.do("chen", case_no, "complete", at, outcome="done")
    chen = Clerk("chen")
    answer = chen.client.post(f"/orders/{setup.pk}/export", {"format": "csv"})
    text = told(answer)
    assert "H-77" in text
    assert "带身份证到三号窗口" in text
    assert NAME not in text
    assert PHONE not in text
    kept = Export.objects.get()
    assert (kept.ledger, kept.rows, kept.number in text) == ("orders", 1, True)
    assert "别处派来的工单的答复" in chen.get("/ledgers/exports/")
    whole = chen.client.post(f"/orders/{setup.pk}/export", {"format": "xlsx"})
    assert isinstance(whole, StreamingHttpResponse)
    assert b"".join(whole).startswith(b"PK")


def told(answer: object) -> str:
    """A file as it was sent."""
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer).decode("utf-8-sig")


def test_nobody_else_drops_or_takes_out(hall: Hall) -> None:
    setup = a_channel()
    for who in ("jiang", "mo", "gu"):
        clerk = Clerk(who)
        assert clerk.client.post(f"/orders/{setup.pk}/export").status_code == 404
        assert clerk.client.post(f"/orders/{setup.pk}/drop").status_code == 404
    setups.switch(setup, False, "keeper", NOW)
    chen = Clerk("chen")
    assert upload(chen, setup, table(*ROWS).encode()) == "/orders/"
    assert "还没有打开" in chen.get("/orders/")
