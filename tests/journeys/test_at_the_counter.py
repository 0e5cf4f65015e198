"""What goes wrong at a counter: two clicks, two colleagues, no scripts, and a keyboard only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from bancheng.casework.case_row import CaseRow
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

PLAIN = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "营业执照注销卡在清税证明",
    "kind": "general",
    "ground": "not_accepted",
}


@pytest.mark.clause("XF-9")
def test_a_double_click_makes_one_case(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/register/")
    walker.fills(PLAIN)
    walker.page.get_by_role("button", name="登记并受理").dblclick()
    walker.page.wait_for_url("**/cases/MQ*/")
    assert CaseRow.objects.count() == 1


def test_going_back_and_sending_again_makes_no_second_case(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/register/")
    walker.fills(PLAIN)
    form = walker.page.locator("form.card").evaluate(
        "form => new URLSearchParams(new FormData(form)).toString()"
    )
    walker.page.get_by_role("button", name="登记并受理").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    again = walker.page.request.post(
        f"{walker.address}/register/",
        data=form + "&then=accept",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert "没有重复办理" in again.text()
    assert CaseRow.objects.count() == 1


def test_a_colleague_was_faster_and_nothing_typed_is_lost(
    hall: Hall, walker: Walker, chromium: Browser
) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/call_back")
    other = Walker(chromium.new_context().new_page(), walker.address)
    other.becomes("lin")
    other.does(case_no, "file_report", {"text": "反映给办公室"})
    other.page.context.close()
    walker.fills({"solved": "solved", "satisfaction": "satisfied", "said": "盼着网上能办"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("alert")).to_contain_text("林佩文")
    expect(walker.page.locator("[name=said]")).to_have_value("盼着网上能办")
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")


@pytest.mark.clause("XF-9")
def test_registering_works_without_scripts(
    hall: Hall, chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    walker = Walker(context.new_page(), live_server.url)
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/register/")
    for name, value in (PLAIN | {"kind": "complex"}).items():
        box = walker.page.locator(f"main [name={name}]:not([type=hidden])")
        if name in ("kind", "ground"):
            walker.page.locator(f"main [name={name}][value={value}]").check()
        else:
            box.fill(value)
    walker.page.get_by_role("button", name="登记并受理").click()
    expect(walker.page.locator(".wrong")).to_be_visible()
    expect(walker.page.locator("[name=matter]")).to_have_value(PLAIN["matter"])
    walker.page.locator("[name=complex_because][value=several]").check()
    walker.page.get_by_role("button", name="登记并受理").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    context.close()


def test_the_whole_list_by_keyboard(hall: Hall, walker: Walker) -> None:
    hall.register("2026-11-20 09:00", kind="consultation", ground="other")
    second = hall.register("2026-11-20 09:30", kind="consultation", ground="other")
    walker.becomes("chen")
    walker.presses("j")
    walker.presses("j")
    walker.presses("Enter")
    expect(walker.page).to_have_url(f"{walker.address}/cases/{second}/answer")
    walker.page.wait_for_load_state("load")  # before its scripts are there no key does anything
    walker.page.locator("main [name=text]").fill("njk/ 带身份证到二楼")
    walker.presses("Control+Enter")
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")


def test_keys_do_nothing_while_somebody_types_or_composes(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    walker.presses("/")
    walker.page.keyboard.type("n")
    expect(walker.page.get_by_label("找工单")).to_have_value("n")
    expect(walker.page).to_have_url(f"{walker.address}/")
    walker.page.locator("body").dispatch_event("keydown", {"key": "n", "isComposing": True})
    expect(walker.page).to_have_url(f"{walker.address}/")
    walker.page.get_by_label("找工单").blur()
    walker.presses("n")
    expect(walker.page).to_have_url(f"{walker.address}/register/")


def test_a_masked_phone_opens_in_its_place(hall: Hall, walker: Walker) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    cell = walker.page.locator("td", has_text="139****5512")
    cell.get_by_role("link", name="显示").click()
    walker.page.get_by_label("为什么要看").fill("回访")
    walker.page.get_by_role("button", name="显示，并记录").click()
    expect(walker.page.locator(".form")).to_contain_text("13900005512")
    assert walker.troubles == []


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_every_page_fits_a_phone(hall: Hall, phone: Page, live_server: LiveServer) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker = Walker(phone, live_server.url)
    walker.becomes("chen")
    for address in (
        "/",
        "/register/",
        f"/cases/{case_no}/",
        f"/cases/{case_no}/call_back",
        "/cases/",
        "/standard/",
    ):
        phone.goto(f"{live_server.url}{address}")
        assert fits(phone), address
