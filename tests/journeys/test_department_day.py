"""部门的一天: claim, return, see, report, extend, say what cannot be, answer, carry out."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from bancheng.core.calendar import CHINA
from tests.casework.hall import Hall
from tests.journeys.test_at_the_counter import fits
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


def now() -> str:
    """This minute, as the hall's helper takes it."""
    return f"{timezone.now().astimezone(CHINA):%Y-%m-%d %H:%M}"


def placed(hall: Hall, lead: str = "housing", **given: object) -> str:
    """A case of two departments that has just come."""
    case_no = hall.register(now(), kind="complex", complex_because="several")
    hall.do("jiang", case_no, "screen", now())
    more: dict[str, object] = {"opinion": "请办", "signature": "顾清和", **given}
    hall.do("gu", case_no, "transfer", now(), lead=lead, **more)
    return case_no


@pytest.mark.clause("XF-9.2.1", "XF-10.3.1", "XF-10.3.2", "XF-3", "XF-A2")
def test_what_a_department_does_in_a_day(hall: Hall, walker: Walker) -> None:
    case_no = placed(hall, supporting=["land"])
    walker.becomes("mo")
    walker.page.get_by_role("link", name="本部门的工单").click()
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_contain_text("等自然资源分局的协办意见")
    row.get_by_role("link", name="认领").click()
    walker._does({})
    walker.does(case_no, "survey", {"text": "到现场看过，电梯井位置够"})
    walker.does(case_no, "meet", {"minutes": "两家商定先出备案意见"})
    walker.does(case_no, "report_progress", {"text": "正在出备案意见"})
    day = f"{timezone.now().astimezone(CHINA).year + 1}-03-02"
    walker.does(case_no, "extend", {"reason": "要等专家论证", "until_on": day})
    walker.becomes("chen")
    walker.takes_up(case_no, {"means": "phone"})  # the window tells why and until when
    walker.becomes("wei")
    walker.page.goto(f"{walker.address}/department/")
    walker.page.locator("[data-row]", has_text=case_no).locator("[data-open]").click()
    walker._does({})  # claims first
    walker.does(case_no, "contribute", {"text": "规划没有意见"})
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}/cases/{case_no}/reply")
    expect(walker.page.locator("main")).to_contain_text("自然资源分局的协办意见已到")
    opinion = {"answer": "opinion", "text": "分两步办", "carry_out_on": day}
    walker.does(case_no, "reply", opinion | {"signature": "莫海涛"})
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("main")).to_contain_text("待报告落实 1 件")
    walker.does(case_no, "carry_out", {"text": "两步都办好了"})
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("办理意见已经落实：两步都办好了")
    assert walker.troubles == []


@pytest.mark.clause("XF-9.2.1")
def test_what_is_not_ones_own_is_returned_in_time_and_placed_again(
    hall: Hall, walker: Walker
) -> None:
    case_no = placed(hall)
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}/cases/{case_no}/object")
    expect(walker.page.locator("main")).to_contain_text("退件要在")
    walker._does({"reason": "电梯归市场监管", "basis": "特种设备安全法"})
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("main")).to_contain_text("现在没有交给本部门的工单")
    walker.becomes("gu")
    walker.page.goto(f"{walker.address}/screening/")
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_contain_text("退过 1 次")
    row.get_by_role("link", name="分办").click()
    walker._does({"lead": "tax", "opinion": "请办", "signature": "顾清和"})
    walker.becomes("rao")
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("main")).to_contain_text(case_no)
    assert walker.troubles == []


@pytest.mark.clause("XF-10.3.3", "XF-9.2.2")
def test_what_cannot_be_solved_is_declared_with_its_basis_and_explained(
    hall: Hall, walker: Walker
) -> None:
    case_no = placed(hall)
    walker.becomes("mo")
    walker.does(case_no, "claim")
    walker.does(case_no, "declare_unsolvable", {"reason": "竣工资料灭失"})
    walker.page.goto(f"{walker.address}/cases/{case_no}/reply")
    walker.fills({"answer": "basis", "text": "按专项政策处理", "signature": "莫海涛"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("alert").first).to_contain_text("请写明依据")
    expect(walker.page.locator("main [name=text]")).to_have_value("按专项政策处理")
    walker._does({"basis": "某办法第三条"})
    walker.becomes("chen")
    told = {"basis": "某办法第三条", "jointly_with": "housing", "understood": "true"}
    walker.does(case_no, "explain", told)
    expect(walker.page.locator(".story")).to_contain_text("会同区住建局")
    assert walker.troubles == []


def test_the_lists_fit_a_phone(hall: Hall, phone: Page, live_server: LiveServer) -> None:
    placed(hall, supporting=["land"])
    hall.register(now())
    walker = Walker(phone, live_server.url)
    for who, address in (("mo", "/department/"), ("jiang", "/screening/"), ("jiang", "/meetings/")):
        walker.becomes(who)
        phone.goto(f"{live_server.url}{address}")
        assert fits(phone), address
