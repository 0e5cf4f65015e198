"""One case under each regulation, from the counter to the archive, by the right persons."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.clause("XF-9", "XF-9.2.1", "XF-10.3.2", "XF-11", "XF-12", "XF-A2")
def test_two_departments_that_wait_for_each_other(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "规划要住建的意见，住建要规划的意见，跑了四趟。",
            "kind": "complex",
            "ground": "mutual_prerequisite",
            "complex_because": "several",
            "waiting_units": "housing",
            "waiting_papers": "备案意见、规划意见",
            "signing": "here",
        }
    )
    walker.becomes("jiang")
    walker.does(case_no, "refer", {"question": "由谁牵头，几时办结"})
    walker.becomes("li")
    walker.takes_up(
        case_no, {"minutes": "住建牵头，规划协办", "lead": "housing", "supporting": "land"}
    )
    walker.becomes("gu")
    walker.takes_up(
        case_no,
        {"lead": "housing", "supporting": "land", "opinion": "按会议纪要办", "signature": "顾清和"},
    )
    walker.becomes("mo")
    walker.takes_up(case_no)
    walker.becomes("wei")
    walker.takes_up(case_no)
    walker.does(case_no, "contribute", {"text": "可以先出规划意见"})
    walker.becomes("mo")
    walker.takes_up(case_no, {"answer": "result", "text": "已备案", "signature": "莫海涛"})
    walker.becomes("chen")
    walker.takes_up(case_no, {"means": "phone"})
    walker.takes_up(case_no, {"outcome": "done"})
    walker.does(case_no, "call_back", {"solved": "solved", "satisfaction": "satisfied"})
    walker.does(case_no, "archive")
    expect(walker.page.locator(".head")).to_contain_text("已归档")
    expect(walker.page.locator("main")).to_contain_text("没有未办的事")
    assert walker.troubles == []


@pytest.mark.clause("SC-4.1", "SC-5.1.b", "SC-7.1.2", "SC-7.2.4.a", "SC-7.3", "SC-7.4", "SC-A1")
def test_a_simple_matter_in_a_township(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "高龄补贴停发了，村里说要来镇上查。",
            "kind": "simple",
            "ground": "papers_or_after",
            "papers": "complete",
            "next_step": "转社会事务办查发放记录",
            "visit_cause": "acceptance",
            "signing": "spoken",
        }
    )
    walker.does(case_no, "transfer", {"kind": "simple", "lead": "sc-liuhe-welfare"})
    walker.becomes("sc.welfare")
    walker.does(case_no, "claim")
    walker.takes_up(case_no, {"answer": "result", "text": "已补发"})
    walker.becomes("sc.window1")
    walker.takes_up(case_no, {"means": "phone"})
    walker.takes_up(case_no, {"outcome": "done"})
    walker.does(case_no, "call_back", {"solved": "solved", "satisfaction": "good"})
    walker.does(case_no, "archive")
    expect(walker.page.locator(".head")).to_contain_text("已归档")
    expect(walker.page.locator(".form caption").nth(1)).to_contain_text("转办单")
    assert walker.troubles == []
