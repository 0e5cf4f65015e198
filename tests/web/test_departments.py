"""本部门的工单: a department's list, what it is told before it acts, and what it cannot forget."""

from __future__ import annotations

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock
from tests.web.test_pages_are_cheap import asked

pytestmark = [pytest.mark.database]


@pytest.fixture
def mo(hall: Hall) -> Clerk:
    """The housing department's contact."""
    return Clerk("mo")


def complex_case(hall: Hall, when: str = "2026-11-24 09:00") -> str:
    """A case of two departments, housing leading."""
    case_no = hall.register(when, kind="complex", complex_because="several")
    hall.do("jiang", case_no, "screen", when)
    given = {"lead": "housing", "supporting": ["land"], "opinion": "请办", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", when, **given)
    return case_no


@pytest.mark.clause("XF-9.2.1", "XF-10.3.1")
def test_a_department_sees_its_own_cases_by_what_is_asked(hall: Hall, mo: Clerk) -> None:
    first = hall.placed("2026-11-24 09:00")
    second = hall.placed("2026-11-24 09:10")
    hall.do("mo", second, "claim", "2026-11-24 09:20")
    other = hall.placed("2026-11-24 09:00", lead="tax")
    page = mo.get("/department/")
    assert "待认领 1 件" in page
    assert "待回复处理结果 1 件" in page
    assert page.index(first) < page.index(second)
    assert other not in page
    assert "2等本部门办" in page.replace(" ", "")
    assert "本部门的工单" in mo.get("/")


@pytest.mark.parametrize("who", ["chen", "jiang", "li", "gu"])
def test_whoever_works_at_no_department_has_no_such_page(hall: Hall, who: str) -> None:
    Clerk(who).get("/department/", 404)


@pytest.mark.clause("XF-10.3.2", "XF-3", "SC-8.3.2")
def test_the_lead_sees_whose_opinion_is_missing_and_must_say_why_it_does_not_wait(
    hall: Hall, mo: Clerk
) -> None:
    case_no = complex_case(hall)
    hall.do("mo", case_no, "claim", "2026-11-24 09:20")
    assert "等自然资源分局的协办意见" in mo.get("/department/")
    assert "自然资源分局的协办意见还没有到" in mo.get(f"/cases/{case_no}/reply")
    reply = {"answer": "result", "text": "已备案", "signature": "莫海涛"}
    refused = mo.fill_in(f"/cases/{case_no}/reply", 422, **reply).content.decode()
    assert "或在“理由”中写明为什么不等" in refused
    wei = Clerk("wei")
    assert "协办" in wei.get("/department/")
    assert "意见交给牵头的区住建局" in wei.get(f"/cases/{case_no}/contribute")
    wei.does(case_no, "contribute", text="可以先出意见")
    assert "等自然资源分局" not in mo.get("/department/")
    assert "自然资源分局的协办意见已到" in mo.get(f"/cases/{case_no}/reply")
    mo.does(case_no, "reply", **reply)
    assert "本部门的事已办，等别人" in mo.get("/department/")


@pytest.mark.clause("XF-9.2.1")
def test_a_return_says_until_when_and_how_often_and_what_follows(
    hall: Hall, mo: Clerk, clock: Clock
) -> None:
    case_no = hall.placed("2026-11-24 13:30")
    page = mo.get(f"/cases/{case_no}/object")
    assert "退件要在 明天 09:30 前提出" in page
    assert "退满 3 次以后，再分办就是指定承办，不能再退" in page
    mo.fill_in(f"/cases/{case_no}/object", reason="不是住建的职责", basis="三定方案")
    assert case_no not in mo.get("/department/")
    mo.get(f"/cases/{case_no}/", 404)
    gu = Clerk("gu")
    assert "退过 1 次" in gu.get("/screening/")


@pytest.mark.clause("XF-9.2.1")
def test_whoever_transfers_is_told_that_it_is_a_designation(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 13:00")
    given = {"lead": "housing", "opinion": "再看看", "signature": "顾清和"}
    for minute in (10, 20, 30):
        hall.do("mo", case_no, "object", f"2026-11-24 13:{minute}", reason="不是住建的职责")
        if minute < 30:
            hall.do("gu", case_no, "transfer", f"2026-11-24 13:{minute + 5}", **given)
    page = Clerk("gu").get(f"/cases/{case_no}/transfer")
    assert "本件已退 3 次：这次交给谁就是指定谁承办，不能再退" in page


@pytest.mark.clause("XF-10.3.1", "XF-10.3.2")
def test_an_extension_says_what_it_promises(hall: Hall, mo: Clerk) -> None:
    case_no = hall.placed("2026-11-24 09:00")
    page = mo.get(f"/cases/{case_no}/extend")
    assert "现在的期限是 明天 17:00" in page
    assert "由“办不成事”反映窗口工作人员转告诉求人" in page
    mo.does(case_no, "extend", reason="要到现场看", until_on="2026-11-27")
    chen = Clerk("chen")
    assert "向诉求人说明延期" in chen.get("/")


@pytest.mark.clause("XF-10.3.3")
def test_what_cannot_be_solved_is_answered_with_its_basis(hall: Hall, mo: Clerk) -> None:
    case_no = hall.placed("2026-11-24 09:00")
    assert "还要用“回复处理结果”提交文件依据" in mo.get(f"/cases/{case_no}/declare_unsolvable")
    mo.does(case_no, "declare_unsolvable", reason="竣工资料灭失")
    reply = {"answer": "basis", "text": "说明", "signature": "莫海涛"}
    refused = mo.fill_in(f"/cases/{case_no}/reply", 422, **reply).content.decode()
    assert "请写明依据：哪份文件、哪一条" in refused
    mo.does(case_no, "reply", basis="某办法第三条", **reply)


@pytest.mark.clause("XF-10.3.2")
def test_a_promised_carrying_out_is_asked_for_and_progress_is_not_it(hall: Hall, mo: Clerk) -> None:
    case_no = complex_case(hall)
    hall.do("wei", case_no, "contribute", "2026-11-24 09:20", text="同意")
    given = {"answer": "opinion", "text": "分两步办", "carry_out_on": "2026-12-10"}
    hall.do("mo", case_no, "reply", "2026-11-24 09:30", signature="莫海涛", **given)
    assert "待报告落实 1 件" in mo.get("/department/")
    assert "报进度不算落实" in mo.get(f"/cases/{case_no}/report_progress")
    mo.does(case_no, "report_progress", text="第一步已办")
    assert "待报告落实 1 件" in mo.get("/department/")
    mo.does(case_no, "carry_out", text="两步都办好了")
    assert "待报告落实" not in mo.get("/department/")


def test_a_colleague_of_the_same_department_is_named(hall: Hall, mo: Clerk) -> None:
    other = create_user("shi", "石可为", PASSWORD, must_change_password=False)
    appoint(other, Unit.objects.get(code="housing"), "department", at("2026-11-20 09:00").date())
    assert "同事：石可为" in mo.get("/department/")


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_department_is_in_no_line_and_no_count(hall: Hall, mo: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00", ground="conduct", accused_units=["housing"])
    hall.do("jiang", case_no, "screen", "2026-11-24 09:00")
    given = {"lead": "land", "opinion": "请办", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-24 09:00", **given)
    page = mo.get("/department/")
    assert case_no not in page
    assert "现在没有交给本部门的工单" in page


def test_the_list_asks_no_more_for_each_case(hall: Hall, mo: Clerk) -> None:
    complex_case(hall)
    few = len(asked(mo, "/department/"))
    for _ in range(5):
        complex_case(hall)
    assert len(asked(mo, "/department/")) == few
