"""事件通知: the administrator names an address, the clerk acts, the other side is told."""

from __future__ import annotations

import json
import re

import pytest
from django.test.utils import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.webhooks import telling
from bancheng.wire import rounds
from tests.api.partner import partner
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker
from tests.wire.station import Station, station

pytestmark = [pytest.mark.browser, pytest.mark.database]
MATTER = "装电梯的材料交了四趟没人收"


@pytest.mark.clause("XF-9.1", "XF-9.2", "SC-9.2")
def test_the_other_side_is_told_that_something_happened_and_nothing_of_whom(
    hall: Hall, walker: Walker
) -> None:
    keeper = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    partner("api.hotline", "hall", "window")
    with override_settings(CALLS_TO_THIS_MACHINE=True), station() as there:
        page_of_hook = arranges(walker, there)
        walker.becomes("chen")
        fields = {"matter": MATTER, "name": "秦桂芳", "phone": "13900005512", "kind": "general"}
        case_no = walker.registers(fields | {"ground": "not_accepted"})
        telling.run(timezone.now())
        assert rounds.run(timezone.now()) == 2
        bodies = [request.partition(b"\r\n\r\n")[2] for request in there.requests]
        told = [json.loads(body) for body in bodies]
        assert [message["type"] for message in told] == ["ping", "case", "case"]
        assert {message["case_no"] for message in told[1:]} == {case_no}
        assert not [body for body in bodies if "秦桂芳".encode() in body or b"5512" in body]

        walker.becomes("keeper")
        walker.page.goto(page_of_hook)
        row = walker.page.get_by_role("row", name=re.compile(told[2]["id"][:8]))
        expect(row).to_contain_text("送到了")
        expect(walker.page.get_by_text(case_no)).to_have_count(0)
    assert walker.troubles == []


def arranges(walker: Walker, there: Station) -> str:
    """By the pages: the host, the address with its key, and a first try."""
    page, inspector = walker.page, Inspector(walker.page)
    walker.becomes("keeper")
    page.get_by_role("link", name="可以连的地址").click()
    walker.fills({"host": "127.0.0.1", "port": str(there.port), "plain": "true"})
    page.get_by_role("button", name="加上").click()
    expect(page.get_by_role("row", name=re.compile(r"127\.0\.0\.1"))).to_contain_text("管家")
    page.get_by_role("button", name="试一下").click()
    expect(page.get_by_role("status")).to_contain_text("可以连")
    inspector.look("keeper", "addresses")
    page.get_by_role("link", name="接口账号").click()
    page.get_by_role("link", name="热线平台").click()
    page.get_by_role("link", name="加一个通知地址").click()
    walker.fills({"url": f"http://127.0.0.1:{there.port}/heard", "algorithm": "hmac-sm3"})
    inspector.look("keeper", "api-hook-new")
    page.locator("[data-main]").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    page.get_by_role("link", name="已经抄好").click()
    page.get_by_role("button", name="送一封").click()
    expect(page.get_by_role("status")).to_contain_text("送到了")
    inspector.look("keeper", "api-hook")
    assert inspector.faults == []
    return page.url
