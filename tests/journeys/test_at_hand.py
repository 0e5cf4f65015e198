"""命令面板、帮助、深色: by keyboard, with an input method, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


def test_the_palette_goes_anywhere_without_a_mouse(hall: Hall, walker: Walker) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker.becomes("chen")
    keys = walker.page.keyboard
    keys.press("Control+k")
    keys.type("登记")
    keys.press("Enter")
    expect(walker.page).to_have_url(re.compile(r"/register/$"))
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    keys.press("Control+k")
    keys.type("回访")
    expect(walker.page.get_by_role("option").first).to_contain_text("办")
    keys.press("Enter")
    expect(walker.page).to_have_url(f"{walker.address}/cases/{case_no}/call_back")
    assert walker.troubles == []


def test_the_palette_looks_for_cases_too(hall: Hall, walker: Walker) -> None:
    case_no = hall.register("2026-11-20 09:00", kind="consultation", ground="other")
    walker.becomes("chen")
    walker.presses("Control+k")
    walker.page.keyboard.type(case_no)
    walker.presses("Enter")
    expect(walker.page.locator("main")).to_contain_text(case_no)
    assert walker.troubles == []


def test_the_palette_leaves_an_input_method_alone_and_gives_the_focus_back(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    find = walker.page.get_by_label("找工单")
    find.focus()
    walker.presses("Control+k")
    box = walker.page.get_by_role("combobox")
    box.fill("deng")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(walker.page).to_have_url(f"{walker.address}/")
    walker.presses("Escape")
    expect(walker.page.locator(".palette")).to_have_count(0)
    expect(find).to_be_focused()


def test_help_opens_beside_the_page_with_its_rules(hall: Hall, walker: Walker) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/call_back")
    walker.page.get_by_role("link", name="帮助").click()
    panel = walker.page.get_by_label("帮助", exact=True)
    expect(panel).to_contain_text("XF-")
    expect(walker.page).to_have_url(re.compile("call_back"))
    assert walker.troubles == []


def test_the_dark_look_keeps_its_words_readable(hall: Hall, walker: Walker) -> None:
    hall.placed("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/appearance/")
    walker.page.get_by_role("radio", name="深色").check()
    walker.page.get_by_role("button", name="就这样").click()
    expect(walker.page.locator("html")).to_have_class("dark")
    background = walker.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == "rgb(21, 24, 28)"
    assert walker.troubles == []


def test_a_colleague_at_the_same_case_is_named(hall: Hall, walker: Walker) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    walker.becomes("lin")
    with walker.page.expect_response("**/present"):
        walker.page.goto(f"{walker.address}/cases/{case_no}/call_back")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".head")).to_contain_text("林佩文")
    assert walker.troubles == []
