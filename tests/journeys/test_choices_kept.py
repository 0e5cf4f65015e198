"""A slow answer takes nothing back that was chosen while it was on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.clause("XF-9.2.1")
def test_a_department_chosen_before_the_answer_came_stays_chosen(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.register("2026-11-20 09:00")
    hall.do("jiang", case_no, "screen", "2026-11-20 09:00")
    walker.becomes("gu")
    page = walker.page
    page.goto(f"{walker.address}/cases/{case_no}/transfer")
    page.wait_for_load_state("networkidle")
    under_way: list[Route] = []

    def hold(route: Route) -> None:
        under_way.append(route)

    page.route("**/transfer/fields", hold)
    with page.expect_request("**/transfer/fields"):
        page.locator("main [name=kind][value=general]").check()
    page.locator("main [name=lead][value=housing]").check()
    page.locator("main [name=supporting][value=land]").check()
    with page.expect_response("**/transfer/fields"):
        under_way.pop().continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("main [name=lead][value=housing]")).to_be_checked()
    expect(page.locator("main [name=supporting][value=land]")).to_be_checked()
    expect(page.locator("main [name=kind][value=general]")).to_be_checked()
    assert walker.troubles == []
