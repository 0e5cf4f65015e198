"""The smaller channels in a browser: a gateway is set up, a text fails and the window is told; a
petitioner comes from another platform on a phone, with the form filled in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.web_handover import HandoverSettings, address_of, seal
from bancheng.cli.stand_ins.sms import Gateway
from bancheng.cli.stand_ins.stand import Stand
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.wire import rounds
from bancheng.wire.models import Place
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
SECRET = "both-sides-have-this-secret-and-nobody-else"
SENDS_OVER = """<form method="post" action="{action}"><input name="form" value="{form}">
<button>我要反映</button></form>"""


@pytest.mark.clause("XF-9.3", "XF-11")
def test_a_text_that_does_not_arrive_reaches_the_window_instead(
    hall: Hall, walker: Walker, settings: Settings
) -> None:
    settings.CALLS_TO_THIS_MACHINE = True
    keeper = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    gateway = Gateway(unreachable={"13900005512"})
    with Stand(gateway.answer) as stand:
        set_up(walker, stand)
        now = timezone.localtime() + timedelta(seconds=1)  # whole seconds, and after it was on
        case_no = hall.register(f"{now:%Y-%m-%d %H:%M:%S}")
        for _ in range(2):
            setups.tell(now)
            rounds.run(now)
    assert len(gateway.sent) == 2, "the one that was tried, and the petitioner's"
    inspector = Inspector(walker.page)
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.get_by_role("heading", name="短信没有送到")).to_be_visible()
    inspector.look("chen", "case")
    assert inspector.faults == []
    assert walker.troubles == []


def set_up(walker: Walker, stand: Stand) -> None:
    """By the pages: added, a mistake said at its field, tried, switched on."""
    made = {"inside": True, "plain": True, "added_by": "keeper", "added_at": timezone.now()}
    Place.objects.create(host="127.0.0.1", port=stand.port, **made)
    page, inspector = walker.page, Inspector(walker.page)
    walker.becomes("keeper")
    page.get_by_role("link", name="渠道", exact=True).click()
    page.locator("#f-kind").select_option("sms")
    page.get_by_role("button", name="下一步").click()
    walker.fills({"name": "市短信平台"})
    page.locator("[data-main]").click()
    page.wait_for_url(re.compile(r"/channels/\d+/$"))
    wanted = {"s_url": f"{stand.url}/send", "s_report_url": f"{stand.url}/reports"}
    walker.fills({**wanted, "s_try_phone": "12345", "s_quiet_from": "", "s_quiet_until": ""})
    page.locator("#f-s_for_petitioners input").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("写 11 位手机号。")).to_be_visible()
    inspector.look("keeper", "channel")
    walker.fills({"s_try_phone": "13900001111"})
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    page.get_by_role("button", name="试一下").click()
    expect(page.get_by_text("网关收下了，请看手机。").first).to_be_visible()
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_text("开着", exact=True)).to_be_visible()
    assert inspector.faults == []


@pytest.mark.clause("XF-9.1", "XF-6")
def test_a_petitioner_comes_from_another_platform_and_hands_in_what_stands_there(
    hall: Hall, phone: Page, live_server: LiveServer, walker: Walker
) -> None:
    cache.clear()
    now, centre = timezone.localtime(), unit_by_code("hall")
    setup = setups.add(adapters()["web_handover"], centre, "平台", "keeper", now)
    setup.channel = "platform"
    setups.keep(setup, HandoverSettings.model_validate({"secret": SECRET}), "keeper", now)
    setups.switch(setup, True, "keeper", now)
    filled = {"matter": "装电梯的材料交了四趟", "name": "秦桂芳", "phone": "13900005512"}
    form = seal(SECRET, setup, "GX-2026-77", filled, timezone.now())
    action = f"{live_server.url}{address_of(setup)}"
    phone.set_content(SENDS_OVER.format(action=action, form=form))
    phone.get_by_role("button", name="我要反映").click()
    expect(phone.get_by_text("从别的平台转来的。")).to_be_visible()
    expect(phone.get_by_label("您的姓名")).to_have_value("秦桂芳")
    assert form not in phone.url
    inspector = Inspector(phone)
    inspector.look("nobody", "public-handed-over")
    phone.get_by_label("什么事没办成").fill("装电梯的材料交了四趟，还差一个章")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="收到了")).to_be_visible()
    case_no = phone.locator(".big.num").inner_text()
    assert inspector.faults == []
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.get_by_text("还差一个章").first).to_be_visible()
    expect(walker.page.get_by_text("GX-2026-77").first).to_be_visible()
    assert walker.troubles == []
