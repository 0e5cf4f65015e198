"""乡镇便民中心的窗口: what is taken or not, and the three kinds of matter, each at its own pace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

TAKEN = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "papers": "complete",
    "next_step": "转承办单位",
    "visit_cause": "approval",
    "signing": "spoken",
}


def passed_on(walker: Walker, matter: str, kind: str, lead: str) -> str:
    """A case registered and sent straight to the unit that handles it."""
    walker.becomes("sc.window1")
    case_no = walker.registers(TAKEN | {"matter": matter, "ground": "papers_or_after"})
    walker.does(case_no, "transfer", {"kind": kind, "lead": lead})
    return case_no


@pytest.mark.clause("SC-7.2.3", "SC-7.2.4.b", "SC-A2", "SC-9.2")
def test_an_ordinary_matter_is_put_right_and_rated(township: None, walker: Walker) -> None:
    case_no = passed_on(walker, "残疾人补贴少发三个月。", "ordinary", "sc-liuhe-welfare")
    expect(walker.page.locator(".form caption").nth(1)).to_contain_text("转办单")
    walker.becomes("sc.building")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator("h1")).to_contain_text("没有这一页")
    walker.page.goto(f"{walker.address}/")
    walker.becomes("sc.welfare")
    walker.page.goto(f"{walker.address}/department/")
    expect(walker.page.locator("[data-row]", has_text=case_no)).to_be_visible()
    walker.does(case_no, "claim")
    expect(walker.page.locator("main")).to_contain_text("第1至2个工作日")
    walker.does(case_no, "meet", {"minutes": "与村里核对了名册"})
    walker.does(case_no, "reply", {"answer": "result", "text": "三个月已补发"})
    walker.becomes("sc.window1")
    walker.takes_up(case_no, {"means": "phone"})
    walker.takes_up(case_no, {"outcome": "done"})
    walker.does(case_no, "call_back", {"solved": "solved", "satisfaction": "very_good"})
    expect(walker.page.locator(".story")).to_contain_text("非常满意")
    assert walker.troubles == []


@pytest.mark.clause("SC-7.2.4.c", "SC-8.3.1")
def test_a_complex_matter_is_reported_on_until_it_is_done(township: None, walker: Walker) -> None:
    case_no = passed_on(walker, "老供销社门面产权不清。", "complex", "sc-liuhe-building")
    walker.becomes("sc.building")
    walker.does(case_no, "claim")
    expect(walker.page.locator("main")).to_contain_text("5 个工作日")
    walker.does(case_no, "report_progress", {"text": "调了旧档案", "reason": "要等县里补档"})
    walker.becomes("sc.leader")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("要等县里补档")
    walker.does(case_no, "remind", {"text": "请盯住县档案馆"})
    walker.becomes("sc.building")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("请盯住县档案馆")
    assert walker.troubles == []


@pytest.mark.clause("SC-5.1", "SC-5.1.a")
def test_what_was_asked_often_is_taken_and_answered(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    told = {"matter": "生二胎的证明问了三个窗口，说法都不一样。", "ground": "consulted_often"}
    case_no = walker.registers(TAKEN | told)
    walker.does(case_no, "answer", {"text": "承诺即可，不用证明。"})
    expect(walker.page.locator(".story")).to_contain_text("承诺即可")
    assert walker.troubles == []


@pytest.mark.clause("SC-5.2", "SC-5.2.b")
def test_what_the_law_forbids_is_declined_with_its_basis(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    walker.page.goto(f"{walker.address}/register/")
    told = {"phone": "13900005512", "name": "秦桂芳", "matter": "要在基本农田上建仓库。"}
    walker.fills(told)
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/LH*/")
    case_no = walker.page.url.rstrip("/").rpartition("/")[2]
    refused = {"refusal": "forbidden", "basis": "土地管理法第三十五条", "where_to_go": "镇村建中心"}
    walker.does(case_no, "decline", refused)
    expect(walker.page.locator(".head")).to_contain_text("不予受理")
    walker.page.goto(f"{walker.address}/cases/{case_no}/slips/declined")
    expect(walker.page.locator("main")).to_contain_text("土地管理法第三十五条")
    assert walker.troubles == []


@pytest.mark.clause("SC-2", "SC-9.3")
def test_the_text_and_what_it_refers_to_are_at_hand(township: None, walker: Walker) -> None:
    walker.becomes("sc.welfare")
    walker.page.goto(f"{walker.address}/standard/")
    expect(walker.page.locator("main")).to_contain_text("日常管理")
    expect(walker.page.locator("main")).to_contain_text("窗口服务")
    assert walker.troubles == []
