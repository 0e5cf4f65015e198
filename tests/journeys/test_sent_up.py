"""县乡联办: up from the township, handled at the county, down again, and the petitioner is told."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.casework import tick
from bancheng.casework.facts import case_of
from bancheng.journal import read
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

MATTER = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "采砂场占了村道，要县里批。",
    "ground": "beyond_authority",
    "papers": "complete",
    "next_step": "提交县级办理",
    "visit_cause": "approval",
    "signing": "spoken",
}


def above(case_no: str) -> str:
    """The number of the county's case, which the clock has opened."""
    tick.run(timezone.now())
    number = case_of(read.case(case_no)).links[-1].above
    assert number is not None
    return number


def sends_up(walker: Walker) -> str:
    """A case of the township, handed up with what is ticked already."""
    walker.becomes("sc.window1")
    case_no = walker.registers(MATTER)
    walker.does(case_no, "send_up", {"kind": "ordinary", "reason": "审批权在县里"})
    return case_no


@pytest.mark.clause("SC-3", "SC-5.1.d", "SC-8.3.2", "SC-7.2.4")
def test_the_countys_answer_comes_down_and_the_petitioner_is_told(
    township: None, walker: Walker
) -> None:
    case_no = sends_up(walker)
    expect(walker.page.locator("main")).to_contain_text("上级还没有收件")
    number = above(case_no)
    walker.becomes("sc.county")
    walker.takes_up(number, {"matter": MATTER["matter"]})
    expect(walker.page.locator("main")).to_contain_text("柳河便民中心")
    walker.does(
        number,
        "accept",
        {"ground": "beyond_authority", "papers": "complete", "next_step": "转自然资源局"}
        | {"visit_cause": "approval"},
    )
    walker.does(number, "transfer", {"kind": "ordinary", "lead": "sc-land"})
    walker.becomes("sc.window1")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator("main")).to_contain_text(number)
    expect(walker.page.locator("main")).to_contain_text("协调解决、整改反馈")
    walker.becomes("sc.land")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator("h1")).to_contain_text("没有这一页")
    walker.takes_up(number, {"answer": "result", "text": "临时用地已批，批文号见附件"})
    tick.run(timezone.now())
    walker.becomes("sc.window1")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("收到县政务中心的处理结果：临时用地已批")
    walker.takes_up(case_no, {"means": "phone"})
    walker.takes_up(case_no, {"outcome": "done"})
    walker.does(case_no, "call_back", {"solved": "solved", "satisfaction": "good"})
    walker.does(case_no, "archive")
    walker.becomes("sc.county")
    walker.page.goto(f"{walker.address}/cases/{number}/")
    expect(walker.page.locator(".story")).to_contain_text("结果已答复来件单位")
    walker.takes_up(number, {"outcome": "done"})
    walker.takes_up(number)  # filed; nobody up there rang the petitioner up
    expect(walker.page.locator(".head")).to_contain_text("已归档")
    assert walker.troubles == []


@pytest.mark.clause("SC-5.1.d", "SC-8.3.2", "SC-7.2.2")
def test_what_the_county_does_not_take_is_placed_again_below(
    township: None, walker: Walker
) -> None:
    case_no = sends_up(walker)
    number = above(case_no)
    walker.becomes("sc.county")
    walker.takes_up(number, {"matter": MATTER["matter"]})
    walker.does(
        number,
        "decline",
        {"refusal": "on_file", "where_to_go": "立案机关", "basis": "公安机关已立案"},
    )
    tick.run(timezone.now())
    walker.becomes("sc.window1")
    walker.page.goto(f"{walker.address}/screening/")
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_be_visible()
    row.get_by_role("link", name="转办").click()
    walker.page.wait_for_load_state("load")
    expect(walker.page.locator("main")).to_contain_text("公安机关已立案；可以去：立案机关")
    walker._does({"kind": "simple", "lead": "sc-liuhe-building"})
    expect(walker.page.locator(".head")).to_contain_text("办理中")
    assert walker.troubles == []


@pytest.mark.clause("SC-1", "SC-7.1.1", "SC-7.1.3")
def test_a_station_hands_in_by_keyboard_and_the_window_registers(
    township: None, walker: Walker
) -> None:
    walker.becomes("sc.station")
    walker.presses("n")
    walker.page.wait_for_url("**/hand-in/")
    walker.fills({"name": "谢阿婆", "phone": "13900005513", "matter": "低保停发了三个月。"})
    walker.presses("Control+Enter")
    told = walker.page.get_by_role("status").first
    expect(told).to_contain_text("已交柳河便民中心的窗口登记，编号")
    case_no = walker.page.locator(".plainlist a").first.inner_text()
    walker.becomes("sc.window1")
    walker.takes_up(case_no, {"matter": "低保停发了三个月。"})
    walker.becomes("sc.station")
    walker.page.goto(f"{walker.address}/hand-in/")
    expect(walker.page.locator(".plainlist")).to_contain_text("已登记")
    assert walker.troubles == []
