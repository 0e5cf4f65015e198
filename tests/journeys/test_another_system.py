"""别的系统: the administrator lets a hotline in, it hands in over HTTP, the window takes it up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.wire.client import Client, Refused
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
HOTLINE = {
    "username": "api.hotline",
    "name": "热线平台",
    "role": "window",
    "addresses": "127.0.0.1",
}


@pytest.mark.clause("XF-9.1", "XF-9.2")
def test_a_hotline_is_let_in_hands_in_and_asks_how_it_stands(hall: Hall, walker: Walker) -> None:
    keeper = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    centre = let_in(walker)
    opened = centre.open(
        "hot-00000001",
        "submit",
        channel="hotline",
        origin_no="H-77",
        matter="证照办了三趟没办成",
        name="秦桂芳",
        phone="13900005512",
    )
    case_no = opened.body["case_no"]

    walker.becomes("chen")
    expect(walker.page.locator("[data-row]", has_text=case_no)).to_be_visible()
    walker.takes_up(case_no)
    told = centre.case(case_no)
    assert told["stage"]["code"] == "registered"
    assert [one["case_no"] for one in centre.cases(channel="hotline")] == [case_no]

    walker.becomes("keeper")
    walker.page.goto(f"{walker.address}/clients/api.hotline/")
    walker.page.get_by_role("button", name="停用这个接口账号").click()
    expect(walker.page.get_by_text("已停用", exact=True)).to_be_visible()
    with pytest.raises(Refused) as refused:
        centre.case(case_no)
    assert refused.value.code == "client_stopped"
    assert walker.troubles == []


def let_in(walker: Walker) -> Client:
    """By the pages: the account, then a key, whose secret is shown once."""
    page, inspector = walker.page, Inspector(walker.page)
    walker.becomes("keeper")
    page.get_by_role("link", name="接口账号").click()
    inspector.look("keeper", "api-clients")
    page.locator("#f-at").select_option("hall")
    page.get_by_role("button", name="下一步").click()
    inspector.look("keeper", "api-client-new")
    walker.fills(HOTLINE)
    for scope in ("read", "submit"):
        walker.fills({"scopes": scope})
    page.locator("[data-main]").click()
    page.wait_for_url(re.compile("/clients/api.hotline/$"))
    inspector.look("keeper", "api-client")
    page.get_by_role("button", name="发一把，只显示一次").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    key, secret = (page.locator("main td").nth(n).inner_text().strip() for n in (0, 1))
    page.get_by_role("link", name="已经抄好").click()
    expect(page.get_by_text(secret)).to_have_count(0)
    assert inspector.faults == []
    return Client(walker.address, key, secret)
