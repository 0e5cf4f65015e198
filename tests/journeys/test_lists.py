"""筛选、常用筛选、一起办: by keyboard, and what the next person then sees."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import PHONE
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
DAY = "2026-11-20 09:00"


@pytest.mark.clause("XF-9.2.1")
def test_several_cases_are_transferred_at_once_without_a_mouse(hall: Hall, walker: Walker) -> None:
    early = hall.register(DAY)
    two = [hall.register(DAY), hall.register(DAY)]
    for case_no in two:
        hall.do("jiang", case_no, "screen", DAY)
    walker.becomes("gu")
    page, keys = walker.page, walker.page.keyboard
    page.goto(f"{walker.address}/cases/")
    for _ in range(3):
        keys.press("j")
        keys.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("已选 3 件")
    keys.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 件工单一起办")
    transfer = page.locator("button[name=act][value=transfer]")
    expect(transfer).to_contain_text("2 件可以办，跳过 1 件")
    transfer.focus()
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("会跳过 1 件")
    walker.fills({"lead": "housing", "opinion": "请办理", "signature": "顾清和"})
    keys.press("Control+Enter")
    result = page.locator("main")
    expect(result).to_contain_text("办好 2 件，跳过 1 件")
    expect(result.locator("li", has_text=early)).to_contain_text("不能分办")
    walker.becomes("mo")
    for case_no in two:
        expect(page.locator("[data-row]", has_text=case_no).first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(early)
    assert walker.troubles == []


def test_a_filter_is_kept_linked_to_and_shared(hall: Hall, walker: Walker) -> None:
    placed, early = hall.placed(DAY), hall.register(DAY)
    walker.becomes("chen")
    page, keys = walker.page, walker.page.keyboard
    page.goto(f"{walker.address}/cases/")
    stage = page.locator("summary", has_text="阶段")
    stage.focus()
    keys.press("Enter")
    page.locator("[name=stage][value=assigned]").focus()
    keys.press("Space")
    keys.press("Enter")
    expect(page.locator(".chips")).to_contain_text("阶段：")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.locator("summary", has_text="存为常用筛选").focus()
    keys.press("Enter")
    page.get_by_label("名字").fill("在部门的")
    page.get_by_label("给谁用").select_option("hall window")
    page.get_by_label("名字").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("在部门的")
    link = page.locator(".tabs a[aria-current]").get_attribute("href")
    walker.becomes("lin")
    page.goto(f"{walker.address}/cases/")
    page.get_by_role("link", name=re.compile("在部门的")).focus()
    keys.press("Enter")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("main")).to_contain_text(placed)
    expect(page.locator("main")).not_to_contain_text(early)
    walker.becomes("wei")  # the link shows everybody their own cases, and a department has none
    page.goto(f"{walker.address}{link}")
    expect(page.locator("[data-row]")).to_have_count(0)
    assert walker.troubles == []


def test_without_a_script_cases_are_sifted_and_done_together(
    hall: Hall, walker: Walker, chromium: Browser
) -> None:
    two = [hall.register(DAY), hall.register(DAY)]
    context = chromium.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=False, locale="zh-CN"
    )
    plain = Walker(context.new_page(), walker.address)
    plain.becomes("jiang")
    page = plain.page
    page.goto(f"{plain.address}/cases/?stage=accepted")
    page.get_by_role("button", name="本页 2 件一起办").click()
    page.locator("button[name=act][value=screen]").click()
    page.locator("[data-main]").click()
    expect(page.locator("main")).to_contain_text("办好 2 件")
    page.get_by_role("link", name="回到列表").first.click()
    expect(page.locator("main")).to_contain_text("没有找到")
    context.close()
    walker.becomes("gu")
    for case_no in two:
        expect(walker.page.locator("[data-row]", has_text=case_no).first).to_be_visible()
