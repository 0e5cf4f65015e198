"""Block points in a browser: seen in cases, put up, adopted, done, checked; did it help?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.improvement import causes
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

TITLE = "装电梯，规划和住建互相要意见"


def aside(walker: Walker, name: str) -> None:
    """An entry of the side list."""
    walker.page.locator(".side").get_by_role("link", name=name).click()


def due_on() -> str:
    """A day ahead, as a browser's date field takes it."""
    return (timezone.localdate() + timedelta(days=30)).isoformat()


@pytest.mark.clause("XF-4")
def test_a_point_from_the_case_that_showed_it_until_somebody_checked(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("link", name="立为堵点").click()
    walker.fills({"title": TITLE, "cause": "departments", "proposal": "两家合用一份意见书"})
    walker.presses("Control+Enter")
    expect(walker.page.get_by_role("status")).to_contain_text("已立为堵点")
    address = walker.page.url
    walker.becomes("wei")
    aside(walker, "堵点")
    expect(walker.page.locator("main")).not_to_contain_text(TITLE)
    walker.becomes("jiang")
    aside(walker, "堵点")
    walker.page.get_by_role("link", name=TITLE).click()
    walker.page.get_by_role("link", name="采纳，交人改").click()
    walker.fills({"owner": "unit:housing", "due_on": due_on(), "reason": "每月都有"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.locator("main")).to_contain_text("由区住建局改")
    walker.becomes("mo")
    aside(walker, "堵点")
    walker.page.get_by_role("link", name=TITLE).click()
    walker.page.get_by_role("link", name="报告改好了").click()
    walker.fills({"what": "合成一张表", "done_on": timezone.localdate().isoformat()})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("等别人核对")
    walker.becomes("gu")
    walker.page.goto(address)
    walker.page.get_by_role("link", name="核对", exact=True).click()
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("alert").first).to_contain_text("请选核对下来改没改好")
    walker.fills({"works": "yes", "text": "窗口只收一张表了"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.locator(".head").first).to_contain_text("已核对")
    assert walker.troubles == []


@pytest.mark.clause("SC-6.3.1", "SC-6.3.3", "SC-8.1", "SC-4.3")
def test_what_the_window_wrote_down_becomes_a_point_of_the_centre(
    township: None, walker: Walker
) -> None:
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
            "visit_cause": "materials",
            "block_point": "年审要本人到镇上，腿脚不便的来不了",
            "signing": "spoken",
        }
    )
    causes.gather(timezone.now())
    aside(walker, "堵点")
    told = walker.page.locator(".told", has_text="年审要本人到镇上")
    expect(told).to_contain_text(case_no)
    told.get_by_role("link", name="立为堵点").click()
    expect(walker.page.locator("[name=title]")).to_have_value("年审要本人到镇上，腿脚不便的来不了")
    expect(walker.page.locator("[name=cause]:checked")).to_have_value("materials")
    walker.fills({"proposal": "村里代为核验，网上报"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已立为堵点")
    walker.becomes("sc.centre")
    aside(walker, "堵点")
    walker.page.get_by_role("link", name="年审要本人到镇上").click()
    expect(walker.page.locator("main")).to_contain_text(case_no)
    walker.page.get_by_role("link", name="不采纳").click()
    walker.fills({"reason": "县里明年统一改，先不动"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.locator(".story")).to_contain_text("县里明年统一改")
    assert walker.troubles == []
