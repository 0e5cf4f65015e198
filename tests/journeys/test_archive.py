"""归档 in a browser: packed at one touch, found again by a colleague, taken out, checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bancheng.archive.checking.checking import check_file
from bancheng.archive.package_row import Package
from bancheng.journal.keys import public_keys
from tests.casework.hall import Hall
from tests.journeys.walker import Walker
from tests.papers import cases

pytestmark = [pytest.mark.browser, pytest.mark.database]


def touches(walker: Walker, case_no: str) -> None:
    """From the case's page, the one touch."""
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("button", name="做归档包").click()
    expect(walker.page.get_by_role("heading", name="2026-D10-0001")).to_be_visible()


def taken(walker: Walker, reason: str) -> Path:
    """The file as the browser saved it."""
    walker.fills({"reason": reason})
    with walker.page.expect_download() as coming:
        walker.page.get_by_role("button", name="取出归档包").click()
    assert coming.value.suggested_filename.startswith("归档包-2026-D10-0001")
    return Path(coming.value.path())


@pytest.mark.clause("XF-12", "SC-7.4")
def test_the_window_packs_a_case_and_a_colleague_finds_it_and_takes_it_out(
    hall: Hall, walker: Walker
) -> None:
    case_no = cases.whole_way(hall)
    walker.becomes("chen")
    touches(walker, case_no)
    walker.becomes("lin")
    walker.page.get_by_role("link", name="档案", exact=True).click()
    walker.page.get_by_label("档号、工单编号、姓名、事由").fill("秦桂芳")
    walker.page.get_by_role("button", name="查档").click()
    assert "%E7%A7%A6" not in walker.page.url
    walker.page.get_by_role("link", name="2026-D10-0001").click()
    expect(walker.page.locator("main")).to_contain_text("陈晓岚")
    report = check_file(taken(walker, "移交档案馆"), public_keys())
    assert [fault.sentence for fault in report.faults] == []
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/package/")
    expect(walker.page.get_by_role("listitem").filter(has_text="林佩文")).to_be_visible()
    assert walker.troubles == []


@pytest.mark.clause("XF-12", "SC-7.4")
def test_when_its_time_is_over_one_proposes_and_another_destroys(
    hall: Hall, walker: Walker
) -> None:
    case_no = cases.whole_way(hall)
    page = walker.page
    walker.becomes("chen")
    touches(walker, case_no)
    Package.objects.update(due_on=date(2026, 1, 1))
    page.get_by_role("link", name="档案", exact=True).first.click()
    expect(page.locator("[data-row]")).to_contain_text("已到期 2026-01-01")
    page.get_by_role("link", name="到期销毁").click()
    page.get_by_label("2026-D10-0001").check()
    walker.fills({"basis": "2026 年 11 月 20 日鉴定，无保存价值"})
    page.get_by_role("button", name="提出销毁").click()
    expect(page.get_by_role("status")).to_contain_text("请另一位来决定")
    expect(page.get_by_role("button", name="批准销毁")).to_have_count(0)
    walker.becomes("jiang")
    page.goto(f"{walker.address}/archive/destroying/")
    page.get_by_label("2026-D10-0001").check()
    walker.fills({"reason": "同意鉴定意见"})
    page.get_by_role("button", name="批准销毁").click()
    expect(page.get_by_role("alert")).to_contain_text("销毁以后不能恢复")
    expect(page.get_by_label("2026-D10-0001")).to_be_checked()
    page.get_by_label("已经核对鉴定意见").check()
    page.get_by_role("button", name="批准销毁").click()
    expect(page.get_by_role("status")).to_contain_text("已销毁 1 份")
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/package/")
    expect(page.locator("main")).to_contain_text("江望舒批准（同意鉴定意见）；陈晓岚提出")
    expect(page.get_by_role("button", name="取出归档包")).to_have_count(0)
    assert walker.troubles == []


@pytest.mark.clause("XF-12")
def test_a_department_finds_its_case_in_the_archive_and_cannot_take_the_package(
    hall: Hall, walker: Walker
) -> None:
    case_no = cases.whole_way(hall)
    walker.becomes("chen")
    touches(walker, case_no)
    walker.becomes("mo")
    walker.page.get_by_role("link", name="档案", exact=True).click()
    walker.page.get_by_role("link", name="2026-D10-0001").click()
    expect(walker.page.get_by_role("button", name="取出归档包")).to_have_count(0)
    walker.becomes("rao")
    walker.page.get_by_role("link", name="档案", exact=True).click()
    expect(walker.page.locator("main")).to_contain_text("还没有归档包")
    assert walker.troubles == []


@pytest.mark.clause("SC-7.4")
def test_a_township_packs_what_it_received_and_made(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    case_no = walker.registers(CONSULTED)
    walker.page.goto(f"{walker.address}/cases/{case_no}/package/")
    expect(walker.page.locator("main")).to_contain_text("本件还没有归档")
    expect(walker.page.get_by_role("button", name="做归档包")).to_have_count(0)
    for act, fields in ANSWERED:
        walker.does(case_no, act, fields)
    touches(walker, case_no)
    report = check_file(taken(walker, "移交镇档案室"), public_keys())
    assert [fault.sentence for fault in report.faults] == []
    assert walker.troubles == []


CONSULTED = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "老人高龄津贴停发三个月，想问清楚要带什么。",
    "ground": "consulted_often",
    "papers": "complete",
    "next_step": "当场说清楚",
    "visit_cause": "consultation",
    "signing": "spoken",
}
ANSWERED: tuple[tuple[str, dict[str, str]], ...] = (
    ("answer", {"kind": "simple", "text": "带身份证和户口簿，到镇社会事务办办理。"}),
    ("complete", {"outcome": "done"}),
    ("call_back", {"solved": "solved", "satisfaction": "very_good"}),
    ("archive", {}),
)
