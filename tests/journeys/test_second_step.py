"""两步登录, in a real browser: set up, out, in with a code, in with a recovery code, off again."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.identity.models import Factor
from tests.browser import PHONE
from tests.casework.hall import PASSWORD, Hall
from tests.identity.phone import Phone
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


def test_a_second_step_from_setting_it_up_to_switching_it_off(hall: Hall, walker: Walker) -> None:
    page, inspector = walker.page, Inspector(walker.page)
    walker.becomes("chen")
    page.get_by_title("我的账号").click()
    inspector.look("chen", "account")
    page.get_by_role("link", name="设置两步登录").click()
    page.get_by_role("button", name="开始设置").click()
    phone = Phone(page.locator("code.secret").inner_text())
    expect(page.locator("svg.qr")).to_be_visible()
    inspector.look("chen", "second-step")
    assert is_seen_while_typed(walker, "动态码")
    page.get_by_label("动态码").fill(phone.code(timezone.now()))
    page.get_by_role("button", name="确认，开通").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    inspector.look("chen", "recovery codes")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="已经收好").click()
    expect(page.get_by_text("还剩 10 个")).to_be_visible()

    first_step(walker)
    inspector.look("chen", "sign-in-code")
    page.get_by_label("动态码").fill(fresh(phone))
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    page.go_back()
    expect(page.locator("input[name=code]")).to_have_count(0)

    first_step(walker)
    page.get_by_label("动态码").fill("000000")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("不对")
    page.get_by_label("动态码").fill(codes[0])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("刚才用掉了一个恢复码，还剩 9 个")).to_be_visible()

    page.get_by_title("我的账号").click()
    page.get_by_role("link", name="关掉两步登录").click()
    inspector.look("chen", "second-step off")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_label("动态码").fill(codes[1])
    page.get_by_role("button", name="关掉", exact=True).click()
    expect(page.get_by_text("两步登录已关")).to_be_visible()
    walker.becomes("chen")
    assert inspector.faults == []
    assert walker.troubles == []


def is_seen_while_typed(walker: Walker, label: str) -> bool:
    """Whether on a phone a field that has the focus stands above the bar of buttons."""
    page = walker.page
    before = page.viewport_size
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.evaluate("scrollTo(0, 0)")
    page.get_by_label(label).focus()
    seen = page.evaluate(
        "document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('.bar').getBoundingClientRect().top"
    )
    if before is not None:
        page.set_viewport_size(before)
    return bool(seen)


def first_step(walker: Walker) -> None:
    """Out, and name and password again."""
    page = walker.page
    page.goto(f"{walker.address}/account/")
    page.get_by_role("button", name="退出").click()
    page.get_by_label("登录名").fill("chen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="第二步")).to_be_visible()


def fresh(phone: Phone) -> str:
    """A code of a later step than the last one taken: nobody waits half a minute for it."""
    now = timezone.now()
    taken = Factor.objects.get(ended_at=None).last_step
    return phone.code(now, max(0, taken + 1 - int(time.time()) // 30))
