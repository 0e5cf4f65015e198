"""Figures in a browser: from a case to the number and back, as at a past moment, on a hall's wall,
and out as an event log.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

MINE = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "装电梯的材料交了四趟，两个窗口互相要对方的意见。",
    "kind": "general",
    "ground": "not_accepted",
}


def opens(walker: Walker, address: str = "/figures/") -> None:
    """A page of figures, by the side list where it is the first one."""
    if address == "/figures/":
        walker.page.goto(walker.address)
        walker.page.locator(".side").get_by_role("link", name="统计").click()
    else:
        walker.page.goto(f"{walker.address}{address}")


def number(walker: Walker, label: str) -> str:
    """The number under a heading."""
    return walker.page.locator(".heads li", has_text=label).first.locator("b").inner_text()


@pytest.mark.clause("XF-9.5", "XF-13", "SC-4.1", "SC-4.3", "SC-8.1")
def test_the_office_sees_a_case_become_a_number_and_opens_it_again(
    walker: Walker, hall: Hall
) -> None:
    del hall
    walker.becomes("jiang")
    opens(walker)
    expect(walker.page.locator("main")).to_contain_text("没有工单不是没有做事")
    walker.becomes("chen")
    case_no = walker.registers(MINE)
    walker.becomes("jiang")
    walker.takes_up(case_no)
    opens(walker)
    assert number(walker, "受理") == "1"
    assert number(walker, "期末还在办") == "1"
    assert number(walker, "从“办不成”到“办成”") == "0"
    walker.page.locator(".heads li", has_text="受理").first.get_by_role("link").click()
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text("受理")
    walker.page.locator(".list").get_by_role("link", name=case_no).click()
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(MINE["matter"][:6])
    assert walker.troubles == []


@pytest.mark.clause("XF-9.5")
def test_as_at_a_past_moment_there_was_nothing_yet(walker: Walker, hall: Hall) -> None:
    del hall
    walker.becomes("chen")
    walker.registers(MINE)
    walker.becomes("jiang")
    opens(walker)
    assert number(walker, "受理") == "1"
    first = walker.page.locator("[name=from]").input_value()
    walker.page.locator("[name=as_at]").fill(f"{first}T00:00")
    walker.page.get_by_role("button", name="统计").click()
    expect(walker.page.locator(".head")).to_contain_text("所知")
    assert number(walker, "受理") == "0"
    assert walker.troubles == []


@pytest.mark.clause("XF-9.5", "XF-9.2.3")
def test_a_department_counts_its_own_and_a_complaint_about_it_nowhere(
    walker: Walker, hall: Hall
) -> None:
    mine = hall.placed("2026-11-02 09:00")
    hall.register("2026-11-02 10:00", ground="conduct", accused_units=["housing"])
    asked = "/figures/?from=2026-11-01&to=2026-11-30"
    walker.becomes("mo")
    opens(walker, asked)
    assert number(walker, "受理") == "1"
    expect(walker.page.locator("main")).to_contain_text("只算您能查看的工单")
    walker.page.locator(".heads li", has_text="受理").first.get_by_role("link").click()
    expect(walker.page.locator(".list .row")).to_have_count(1)
    expect(walker.page.locator(".list")).to_contain_text(mine)
    walker.becomes("gu")
    opens(walker, asked)
    assert number(walker, "受理") == "2"
    assert walker.troubles == []


@pytest.mark.clause("XF-9.5")
def test_pictures_are_shown_under_the_strict_policy_and_their_tables_say_the_same(
    walker: Walker, hall: Hall
) -> None:
    hall.ended("2026-11-02 09:00")
    walker.becomes("jiang")
    for width, height in (DESK, PHONE):
        walker.page.set_viewport_size({"width": width, "height": height})
        opens(walker, "/figures/?from=2026-11-01&to=2026-11-30")
        walker.page.wait_for_load_state("networkidle")
        drawn = "all => all.map(one => one.complete && one.naturalWidth > 0)"
        shown = walker.page.locator("img.chart").evaluate_all(drawn)
        assert len(shown) == 4
        assert all(shown)
        wide = walker.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
    for picture in walker.page.locator("img.chart").all():
        assert "表里" in (picture.get_attribute("alt") or "")
    assert walker.troubles == []


@pytest.mark.clause("XF-9.5", "XF-13")
def test_supervision_takes_the_event_log_out_and_stands_in_the_record(
    walker: Walker, hall: Hall, tmp_path: Path
) -> None:
    case_no = hall.ended("2026-11-02 09:00")
    walker.becomes("gu")
    opens(walker, "/figures/log?from=2026-11-01&to=2026-11-30")
    with walker.page.expect_download() as waiting:
        walker.page.get_by_role("button", name="导出").click()
    kept = tmp_path / "log.xes"
    waiting.value.save_as(kept)
    text = kept.read_text(encoding="utf-8")
    assert case_no in text
    assert "秦桂芳" not in text
    walker.page.reload()
    expect(walker.page.locator("table")).to_contain_text("顾清和")
    assert walker.troubles == []


@pytest.mark.clause("SC-4.1", "SC-4.3")
def test_a_screen_hangs_in_the_hall_until_it_is_ended(walker: Walker, hall: Hall) -> None:
    hall.ended("2026-11-02 09:00")
    walker.becomes("jiang")
    opens(walker, "/figures/screens")
    walker.page.get_by_role("button", name="开一个地址").click()
    expect(walker.page.get_by_role("status")).to_contain_text("地址已开")
    address = walker.page.locator(".screen a").get_attribute("href") or ""
    assert re.search(r"/screen/[\w-]{30,}$", address)
    walker.page.get_by_role("button", name="退出").click()
    walker.page.goto(address)
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("某区政务服务中心")
    expect(walker.page.locator("main")).to_contain_text("—")
    expect(walker.page.locator("body")).not_to_contain_text("秦桂芳")
    walker.becomes("gu")
    opens(walker, "/figures/screens")
    walker.page.get_by_role("button", name="停用").click()
    answer = walker.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    assert walker.troubles == []
