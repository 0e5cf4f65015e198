"""渠道: the hotline is set up and tried against its stand-in; an order comes, is screened with both
clocks in sight, is closed, and the hotline has the result."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from bancheng.casework.door import Order, handle
from bancheng.channels import setups
from bancheng.cli.stand_ins.hotline import Hotline
from bancheng.cli.stand_ins.stand import Stand
from bancheng.clients.keeping import Wanted, issue, new_client
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.wire import rounds
from bancheng.wire.client import Client
from bancheng.wire.models import Place
from tests.casework.hall import PASSWORD, Hall
from tests.channels.orders import order, then
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
KEY, SECRET = "0123456789abcdef", "the-hotline-gave-this-to-the-centre-0000"


@pytest.mark.clause("XF-6", "XF-9.1", "XF-9.2")
def test_an_order_comes_is_answered_and_the_hotline_has_the_result(
    hall: Hall, walker: Walker, settings: Settings
) -> None:
    settings.CALLS_TO_THIS_MACHINE = True
    keeper = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    side = Hotline(KEY, SECRET)
    with Stand(side.answer) as stand:
        theirs = their_program(walker)
        channel = set_up(walker, stand)
        photos = side.photos.invented("H-77", 2, stand.url)
        side.photos.faults.append("missing")
        sent = order(due_at="2027-01-20 18:00", attachments=photos)
        told = theirs.request("POST", f"/channels/{channel}/messages", body=sent)
        case_no = told.body["case_no"]
        rounds.run(timezone.localtime())
        window_answers(hall, walker, case_no)
        theirs.request("POST", f"/channels/{channel}/messages", body=then("urge", text="请加快"))
        now = timezone.localtime()  # the clock's round
        setups.tell(now)
        rounds.run(now)
    assert side.of_order("H-77") == ["accepted", "result"]
    assert "带身份证到三号窗口" in side.as_text()
    assert read.case(case_no)[-1].event == "result_returned"

    walker.becomes("keeper")
    walker.page.goto(f"{walker.address}/channels/{channel}/log")
    expect(walker.page.get_by_text("对方收下了。").first).to_be_visible()
    expect(walker.page.get_by_text(case_no)).to_have_count(0)
    assert walker.troubles == []


def set_up(walker: Walker, stand: Stand) -> str:
    """By the pages: added, set, tried, switched on. Its number."""
    now, page, inspector = timezone.localtime(), walker.page, Inspector(walker.page)
    made = {"inside": True, "plain": True, "added_by": "keeper", "added_at": now}
    Place.objects.create(host="127.0.0.1", port=stand.port, **made)
    walker.becomes("keeper")
    page.get_by_role("link", name="渠道", exact=True).click()
    inspector.look("keeper", "channels")
    page.locator("#f-kind").select_option("hotline")
    page.get_by_role("button", name="下一步").click()
    walker.fills({"name": "市热线", "channel": "hotline"})
    page.locator("[data-main]").click()
    page.wait_for_url(re.compile(r"/channels/\d+/$"))
    expect(page.get_by_text("还没有选谁可以送", exact=True)).to_be_visible()
    inspector.look("keeper", "channel")
    walker.fills(
        {"speakers": "api.hotline", "s_address": stand.url, "s_key": KEY, "s_secret": "不对"}
    )
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("密钥里只能有字母、数字和英文符号。")).to_be_visible()
    walker.fills({"s_secret": SECRET})
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    expect(page.get_by_role("link", name="热线（api.hotline）")).to_be_visible()
    page.get_by_role("button", name="试一下").click()
    expect(page.get_by_text("连上了，对方应答 200。").first).to_be_visible()
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_text("开着", exact=True)).to_be_visible()
    assert inspector.faults == []
    return page.url.rstrip("/").rpartition("/")[2]


def their_program(walker: Walker) -> Client:
    """The hotline's key."""
    now = timezone.localtime()
    wanted = Wanted(
        "api.hotline", "热线", unit_by_code("hall"), "window", ["channel"], ["127.0.0.1"]
    )
    issued = issue(new_client(wanted, "keeper", now), "hmac-sm3", "keeper", None, now)
    return Client(walker.address, issued.key.name, issued.secret, "hmac-sm3")


def window_answers(hall: Hall, walker: Walker, case_no: str) -> None:
    """The clerk sees it come, with the other side's number and clock, and answers it."""
    page, inspector = walker.page, Inspector(walker.page)
    walker.becomes("chen")
    row = page.locator("[data-row]", has_text=case_no)
    expect(row.get_by_text("对方：")).to_be_visible()
    page.get_by_role("link", name="别处派来的").click()
    expect(page.locator("[data-row]", has_text="H-77")).to_be_visible()
    inspector.look("chen", "orders")
    page.locator("[data-row]", has_text="H-77").locator("[data-open]").click()
    expect(page.get_by_role("heading", name="市热线的工单")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="现场照片1.png")).to_contain_text("取不到")
    expect(page.get_by_role("link", name="现场照片2.png").first).to_be_visible()
    inspector.look("chen", "case")
    walker.takes_up(case_no)
    walker.does(case_no, "accept", {"ground": "other", "kind": "consultation"})
    walker.does(case_no, "answer", {"text": "带身份证到三号窗口"})
    done = Order("complete", {"outcome": "done"})
    handle(hall.people["chen"], case_no, [done], "close-1", None, timezone.localtime())
    assert inspector.faults == []
