"""The city's revisit in a browser: opened, a phone shown, a bad answer beside the window's good
one, and what the office of the county then owes.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.journeys.walker import Walker
from tests.ledgers.book import rows_of
from tests.revisit.city import City

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.clause("XF-15")]


def opens_campaign(walker: Walker) -> None:
    walker.becomes("gan")
    walker.page.locator(".side").get_by_role("link", name="全量回访").click()
    walker.fills({"first_on": "2026-10-01", "last_on": "2026-12-31"})
    walker.page.get_by_role("button", name="开一批").click()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("回访进度")


def takes_the_list_out(walker: Walker, case_no: str) -> None:
    """On paper: of the lines that differ, masked; whole only with a reason, which stays."""
    walker.page.get_by_role("link", name="导出名单").click()
    expect(walker.page.locator("main")).to_contain_text("1 件（只看和窗口不一致的）")
    with walker.page.expect_download() as waiting:
        walker.page.locator("[data-main]").click()
    row = rows_of(waiting.value.path().read_bytes())[0]
    assert (row["工单"], row["诉求人"], row["电话"]) == (case_no, "秦*芳", "139****5512")
    assert row["窗口问到的"] == "是，满意（不一致）"
    walker.page.get_by_label("姓名、电话不遮盖").check()
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("alert")).to_contain_text("请写明用来做什么")
    walker.page.get_by_label("不遮盖的，用来做什么").fill("打印出来打电话")
    with walker.page.expect_download() as waiting:
        walker.page.locator("[data-main]").click()
    assert rows_of(waiting.value.path().read_bytes())[0]["电话"] == "13900005512"
    walker.page.reload()
    expect(walker.page.locator("[data-row]").first).to_contain_text("没有遮盖：打印出来打电话")


def test_the_city_asks_once_more_and_both_answers_stand(walker: Walker, city: City) -> None:
    case_no = city.closed("hall", grade="satisfied")
    city.closed("town-hall", grade="fairly")
    opens_campaign(walker)
    expect(walker.page.get_by_role("status").first).to_contain_text("列入 2 件")
    for width, height in (DESK, PHONE):
        walker.page.set_viewport_size({"width": width, "height": height})
        assert walker.page.evaluate("document.documentElement.scrollWidth") <= width
    walker.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    walker.page.get_by_role("button", name="领 20 件来打").click()
    walker.page.get_by_role("link", name=case_no).click()
    expect(walker.page.locator("main")).not_to_contain_text("13900005512")
    expect(walker.page.locator("main")).to_contain_text("秦*芳")
    walker.page.get_by_role("button", name="显示本人电话").click()
    expect(walker.page.locator("main")).to_contain_text("13900005512")
    given = {"solved": "unsolved", "satisfaction": "dissatisfied", "answered_by": "petitioner"}
    walker.fills({**given, "said": "还是没有办成，又跑了一趟"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status").first).to_contain_text("窗口的回访原样保留")
    walker.page.get_by_role("button", name="没打通").click()
    expect(walker.page.get_by_role("status").first).to_contain_text("没打通")
    walker.page.goto(f"{walker.address}/revisit/")
    walker.page.locator("[data-open]").first.click()
    expect(walker.page.locator("main")).to_contain_text("这次更不满意 1")
    walker.page.get_by_role("link", name="看不一致的").click()
    row = walker.page.locator("[data-row]", has_text=case_no)
    expect(row).to_contain_text("是，满意")
    expect(row).to_contain_text("否，不满意")
    expect(row).to_contain_text("不一致")
    takes_the_list_out(walker, case_no)
    walker.becomes("jiang")
    expect(walker.page.locator("[data-row]", has_text=case_no)).to_contain_text(
        "全量回访不满意件跟踪督办"
    )
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("全量回访（本人）：是否解决——否")
    expect(walker.page.locator(".story")).to_contain_text("回访：是否解决——是")
    assert walker.troubles == []


def test_the_window_and_the_supervision_below_have_no_such_pages(
    walker: Walker, city: City
) -> None:
    case_no = city.closed("hall")
    opens_campaign(walker)
    address = walker.page.url
    answer = walker.page.goto(f"{walker.address}/cases/{case_no}/")
    assert answer is not None
    assert answer.status == 404
    for somebody in ("chen", "gu"):
        walker.page.goto(f"{walker.address}/")
        walker.becomes(somebody)
        for page in (address, f"{address}call/{case_no}", f"{walker.address}/revisit/"):
            answer = walker.page.goto(page)
            assert answer is not None
            assert answer.status == 404
    assert walker.troubles == []
