"""Oversight in a browser: a complaint inquired into by one slip, a dissatisfied case followed, a
fault traced to a person — and what those complained of see of it, which is nothing.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bancheng.casework.case_row import CaseRow
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

COMPLAINT = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "税务窗口十二点前就不收材料了，其实还差一刻钟。",
    "kind": "general",
    "ground": "conduct",
    "accused_units": "tax",
}
QUESTION = "请说明 11 月 19 日中午几点停止收件"


def aside(walker: Walker, name: str) -> None:
    """An entry of the side list."""
    walker.page.locator(".side").get_by_role("link", name=name).click()


def steps(walker: Walker, case_no: str) -> None:
    """Screened and put with the supervision."""
    walker.becomes("jiang")
    walker.takes_up(case_no)
    walker.becomes("gu")
    given = {"lead": "supervision", "opinion": "按投诉流程核查", "signature": "顾清和"}
    walker.takes_up(case_no, given)


def looks_for(walker: Walker, case_no: str) -> str:
    """What somebody finds who searches for the case, and what their pages say of it."""
    found = []
    for address in ("/", "/cases/", "/inquiries/", "/bottlenecks/", "/notices/", "/staff-records/"):
        answer = walker.page.goto(f"{walker.address}{address}")
        if answer is not None and answer.status == 200:
            found.append(walker.page.content())
    walker.page.get_by_label("找工单").fill(case_no)
    walker.presses("Enter")
    expect(walker.page.locator("main")).to_contain_text("没有找到")
    answer = walker.page.goto(f"{walker.address}/cases/{case_no}/")
    assert answer is not None
    assert answer.status == 404
    walker.page.goto(f"{walker.address}/")
    return "".join(found)


@pytest.mark.clause("XF-7.5", "XF-9.2.3")
def test_one_person_is_asked_and_nobody_else_of_the_unit_learns_of_it(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    case_no = walker.registers(COMPLAINT)
    walker.becomes("rao")
    before = looks_for(walker, case_no)
    steps(walker, case_no)
    walker.does(case_no, "inquire", {"asked_person": "rao", "put_question": QUESTION})
    walker.becomes("rao")
    after = looks_for(walker, case_no)
    assert "只问您一个人的" in after
    for word in (case_no, "秦桂芳", "一刻钟", "13900005512"):
        assert word not in before + after
    walker.page.goto(f"{walker.address}/")
    walker.page.get_by_role("link", name="看函并答复").click()
    expect(walker.page.locator("main")).to_contain_text(QUESTION)
    walker.page.get_by_label("您的答复").fill("按告示是十二点，那天提前收了号。")
    walker.presses("Control+Enter")
    expect(walker.page.get_by_role("status")).to_contain_text("已经答复")
    walker.becomes("gu")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("那天提前收了号")
    walker.does(case_no, "verify", {"verdict": "founded", "text": "监控与本人答复一致"})
    walker.does(case_no, "transfer_conduct", {"to_body": "区纪检组", "reason": "又有人反映"})
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("link", name="移送记录").click()
    expect(walker.page.locator("main")).to_contain_text("核查结论")
    expect(walker.page.locator("main")).to_contain_text("末条校验值")
    assert walker.troubles == []


@pytest.mark.clause("XF-13")
def test_a_dissatisfied_case_is_followed_from_the_list_until_it_is_taken_up_again(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    unhappy = {"solved": "unsolved", "satisfaction": "dissatisfied"}
    hall.do("chen", case_no, "call_back", "2026-11-20 15:00", **unhappy)
    walker.becomes("jiang")
    aside(walker, "跟踪督办")
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_contain_text("不满意")
    row.get_by_role("link", name="跟踪督办").click()
    walker._does({"text": "请重新看一遍"})
    walker.page.goto(f"{walker.address}/oversight/follow?why=dissatisfied")
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_contain_text("跟踪督办 1 次")
    row.get_by_role("link", name="重新办理").click()
    walker._does({"reason": "诉求人补了材料"})
    walker.page.goto(f"{walker.address}/oversight/follow?why=dissatisfied")
    expect(walker.page.locator("main")).to_contain_text("没有不满意的件")
    assert walker.troubles == []


@pytest.mark.clause("XF-13", "SC-8.4")
def test_the_office_sees_what_every_department_owes_and_opens_the_list_by_keyboard(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.placed("2026-11-20 09:00", lead="tax")
    walker.becomes("jiang")
    aside(walker, "应办总览")
    names = walker.page.locator(".duties-map tbody").nth(1).locator("th[scope=row]")
    expect(names).to_have_text(["区住建局", "自然资源分局", "税务局"])
    walker.page.get_by_role("link", name="税务局").focus()
    walker.presses("Enter")
    expect(walker.page.locator("[data-row]").first).to_contain_text(case_no)
    expect(walker.page.locator("[data-row]").first).to_contain_text("红色预警")
    walker.becomes("rao")
    expect(walker.page.locator(".side")).not_to_contain_text("应办总览")
    assert walker.troubles == []


@pytest.mark.clause("SC-8.4", "XF-14")
def test_a_late_duty_is_traced_to_a_person_and_held_against_them(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.placed("2026-11-18 09:00")
    hall.do("mo", case_no, "claim", "2026-11-18 09:30")
    walker.becomes("gu")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("link", name=re.compile("责任倒查")).click()
    expect(walker.page.locator("main")).to_contain_text("牵头（承办）")
    late = walker.page.locator("table tr", has_text="处理完成并回复")
    expect(late).to_contain_text("超")
    late.get_by_role("link", name="责任认定").click()
    expect(walker.page.locator("[name=person]:checked")).to_have_value("mo")
    walker._does({"reason": "到期没有回复，也没有说明", "second_person": "jiang"})
    expect(walker.page.locator(".story")).to_contain_text(
        "认定责任人：莫海涛，事项：处理完成并回复"
    )
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator("main")).not_to_contain_text("责任倒查：")
    assert walker.troubles == []


@pytest.mark.clause("XF-14")
def test_praise_needs_a_second_person_before_its_person_reads_it(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker.becomes("jiang")
    walker.page.goto(f"{walker.address}/staff-records/new")
    walker.fills({"person": "chen", "kind": "praise", "reason": "连着三天帮老人填表"})
    walker.fills({"cases": case_no})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("等另一个人确认")
    walker.becomes("chen")
    aside(walker, "人员记录")
    expect(walker.page.locator("main")).to_contain_text("没有记您的记录")
    walker.becomes("gu")
    aside(walker, "人员记录")
    walker.page.get_by_role("link", name="陈晓岚").click()
    walker.page.get_by_role("button", name="确认", exact=True).click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记下")
    walker.becomes("chen")
    aside(walker, "人员记录")
    expect(walker.page.locator("main")).to_contain_text("连着三天帮老人填表")
    assert walker.troubles == []


@pytest.mark.clause("SC-5.1.c", "SC-6.3.2", "SC-8.4")
def test_a_complaint_about_the_centre_itself_is_gone_on_with_by_the_county(
    township: None, walker: Walker
) -> None:
    walker.becomes("sc.window1")
    walker.page.goto(f"{walker.address}/register/")
    complaint = {
        "phone": "13900005512",
        "name": "秦桂芳",
        "matter": "窗口说系统坏了让我明天来，旁边的人却办成了。",
        "papers": "complete",
        "next_step": "由主管部门核查",
        "visit_cause": "attitude",
        "accused_units": "sc-liuhe-hall",
        "signing": "spoken",
    }
    for name, value in (("kind", "ordinary"), ("ground", "dissatisfied")):
        with walker.page.expect_response("**/register/hints"):
            walker.fills({name: value})
    walker.fills(complaint)
    walker.page.get_by_role("button", name="登记并受理").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")
    case_no = CaseRow.objects.latest("pk").case_no
    looks_for(walker, case_no)
    walker.becomes("sc.supervision")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.does(case_no, "transfer", {"kind": "ordinary", "lead": "sc-supervision"})
    asked = {"asked_person": "sc.window2", "put_question": "请说明那天上午系统停了多久"}
    walker.does(case_no, "inquire", asked)
    walker.becomes("sc.window2")
    walker.page.get_by_role("link", name="看函并答复").click()
    walker.page.get_by_label("您的答复").fill("停了十分钟，后来没有叫他回来。")
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已经答复")
    walker.becomes("sc.supervision")
    walker.does(case_no, "verify", {"verdict": "founded", "text": "属实"})
    walker.does(case_no, "reply", {"answer": "result", "text": "已责成道歉并当天办好"})
    walker.does(case_no, "inform", {"means": "phone"})
    walker.does(case_no, "complete", {"outcome": "done"})
    expect(walker.page.locator(".head").first).to_contain_text("已办结")
    assert walker.troubles == []
