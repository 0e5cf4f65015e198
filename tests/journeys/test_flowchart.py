"""流程图 in a browser: from the case to its place on the chart, from the standard to the sheet."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker
from tests.papers import reading

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.clause("XF-A1")
def test_the_window_sees_where_a_case_stands_and_the_department_moves_it_on(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.placed(f"{timezone.localtime():%Y-%m-%d %H:%M}")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("link", name="流程图").click()
    expect(walker.page.get_by_role("img", name="流程图")).to_be_visible()
    steps = walker.page.locator("ol.told li")
    expect(walker.page.locator("ol.told li[aria-current=step]")).to_contain_text("认领")
    walker.becomes("mo")
    walker.does(case_no, "claim", {})
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/flowchart/")
    expect(walker.page.locator("ol.told li[aria-current=step]")).to_contain_text("回复处理结果")
    expect(steps.filter(has_text="认领").first).to_contain_text("✓ 已办")
    assert walker.troubles == []


@pytest.mark.clause("XF-A1")
def test_anybody_takes_the_chart_of_the_standard_to_the_wall(hall: Hall, walker: Walker) -> None:
    walker.becomes("li")
    walker.page.goto(f"{walker.address}/standard/")
    walker.page.get_by_role("link", name="流程图").click()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("流程图")
    address = walker.page.get_by_role("link", name="打印 A3").get_attribute("href")
    answer = walker.page.request.get(f"{walker.address}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    assert reading.pages(answer.body()) == [(297, 420)]
    assert "流程图" in reading.text_of(answer.body())
    assert walker.troubles == []


@pytest.mark.clause("XF-A1")
def test_on_a_phone_the_chart_scrolls_in_its_own_room(hall: Hall, walker: Walker) -> None:
    walker.page.set_viewport_size({"width": 390, "height": 844})
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/flowchart/guilin-xiufeng/2024-05-17")
    room = walker.page.locator(".chartroom")
    assert room.evaluate("node => node.scrollWidth > node.clientWidth + 300")
    assert walker.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(walker.page.locator("ol.told li").first).to_be_visible()
    assert walker.troubles == []
