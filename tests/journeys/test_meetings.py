"""会议: a meeting decides two cases in one sitting; a leader decides one on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.casework.hall import Hall
from tests.journeys.test_at_the_counter import fits
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


def put(hall: Hall, matter: str) -> str:
    """A case put to the leading group on the last working day before these journeys."""
    when = "2026-11-20 09:00"
    case_no = hall.register(when, kind="complex", complex_because="several", matter=matter)
    proposal = {"proposed_lead": "housing", "proposal": "住建先出备案意见"}
    hall.do("jiang", case_no, "refer", when, question="由谁牵头", **proposal)
    return case_no


@pytest.mark.clause("XF-9.2.1", "XF-3", "SC-7.4")
def test_a_meeting_decides_two_cases_and_each_goes_where_it_said(
    hall: Hall, walker: Walker
) -> None:
    first, second = put(hall, "老房子装电梯。"), put(hall, "小区装充电桩。")
    walker.becomes("jiang")
    walker.page.get_by_role("link", name="会议", exact=True).click()
    walker.page.get_by_label("时间").fill("2026-11-20T10:00")
    walker.page.get_by_label("地点").fill("三楼会议室")
    walker.page.get_by_role("button", name="召集").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已召集领导小组会议")
    walker.page.get_by_role("link", name="记到会").click()
    walker.page.locator("[name='state-housing'][value=present]").check()
    walker.page.locator("[name='names-housing']").fill("莫海涛")
    walker.page.locator("[name='state-land'][value=absent]").check()
    walker.page.get_by_role("button", name="记下").click()
    for lead in ("housing", "land"):
        walker.page.get_by_role("link", name="定这一件").first.click()
        walker.page.wait_for_load_state("load")
        box = walker.page.locator("[name=lead]").first
        if box.evaluate("node => node.tagName") == "SELECT":
            box.select_option(lead)
        else:
            walker.page.locator(f"[name=lead][value={lead}]").check()
        walker.page.locator("main [name=minutes]").fill(f"由{lead}牵头")
        walker.page.locator("[data-main]").click()
        expect(walker.page.get_by_role("status")).to_contain_text("已记录：研究明确")
    expect(walker.page.locator(".agenda .tag.green")).to_have_count(2)
    walker.page.get_by_role("button", name="结束会议").click()
    walker.page.get_by_role("link", name="会议纪要").click()
    sheet = walker.page.locator(".sheet")
    expect(sheet).to_contain_text("议定：区住建局牵头")
    expect(sheet).to_contain_text("议定：自然资源分局牵头")
    walker.becomes("gu")
    for case_no, lead in ((first, "housing"), (second, "land")):
        walker.takes_up(case_no, {"opinion": "按会议纪要办", "signature": "顾清和"})
        expect(walker.page.locator(".story")).to_contain_text("三楼会议室，李仲谋主持")
        expect(walker.page.locator(".story")).to_contain_text(f"由{lead}牵头")
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("main")).to_contain_text(first)
    expect(walker.page.locator("main")).not_to_contain_text(second)
    assert walker.troubles == []


@pytest.mark.clause("XF-9.2.1")
def test_a_leader_decides_as_proposed_on_a_phone_in_three_taps(
    hall: Hall, phone: Page, live_server: LiveServer
) -> None:
    case_no = put(hall, "老房子装电梯。")
    walker = Walker(phone, live_server.url)
    walker.becomes("li")
    phone.get_by_role("link", name="待研究事项").click()
    expect(phone.locator("main")).to_contain_text("区住建局牵头")
    assert fits(phone)
    phone.get_by_role("link", name="去定").click()
    phone.wait_for_load_state("load")
    assert fits(phone)
    phone.locator("[data-main]").click()
    expect(phone.get_by_role("status")).to_contain_text("已记录：研究明确")
    expect(phone.locator("main")).not_to_contain_text(case_no)
    assert walker.troubles == []


@pytest.mark.clause("SC-7.2.1", "SC-7.4")
def test_a_townships_meeting_decides_and_the_window_passes_on_in_one_form(
    township: None, walker: Walker
) -> None:
    walker.becomes("sc.window1")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "三兄弟分户，三边都要对方先办。",
            "ground": "consulted_often",
            "papers": "complete",
            "next_step": "专班会议研究",
            "visit_cause": "approval",
            "signing": "spoken",
        }
    )
    walker.does(case_no, "refer", {"proposed_lead": "sc-liuhe-building"})
    walker.page.goto(f"{walker.address}/questions/{case_no}")
    walker.page.get_by_text("随即转办").click()
    walker.fills({"minutes": "村建中心牵头", "then_kind": "ordinary"})
    walker.page.get_by_role("button", name="研究明确并转办").or_(
        walker.page.get_by_role("button", name="专班会议明确并转办")
    ).click()
    expect(walker.page.get_by_role("status")).to_contain_text("转办")
    walker.becomes("sc.building")
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("main")).to_contain_text(case_no)
    assert walker.troubles == []
