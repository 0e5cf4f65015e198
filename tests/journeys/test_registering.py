"""登记: by keyboard, in few actions, with hints beside, and nothing typed is ever lost."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from bancheng.casework import sharing_words
from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.people.models import User
from tests.casework.hall import Hall
from tests.counter.other_matters import other_matters
from tests.counter.yardstick import open_all
from tests.journeys.keys import at_the_form
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
ALLOWED = 12
PHONE, NAME = "139 0000 5512", "秦桂芳"
PLAIN = "门口的路灯坏了三个月没有人修，晚上看不见路。"
CIRCLE = "规划和消防两个部门互相要意见，互为前置，材料交不上去。"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    sharing_words.forget()


@pytest.mark.clause("XF-9.2", "XF-9")
def test_an_ordinary_case_takes_no_mouse_and_few_actions(hall: Hall, walker: Walker) -> None:
    keys = at_the_form(walker)
    keys.types(PHONE)
    keys.press("Tab")
    keys.types(NAME)
    keys.press("Tab")
    keys.types(PLAIN)
    keys.tab_to("kind")
    keys.press("4")
    keys.tab_to("ground")
    keys.press("2", "Control+Enter")
    walker.page.wait_for_url("**/cases/MQ*/")
    row = CaseRow.objects.get()
    assert (row.stage, row.kind, row.ground, row.channel) == (
        "accepted",
        "general",
        "many_visits",
        "counter",
    )
    assert len(keys.pressed) <= ALLOWED, keys.pressed
    assert walker.troubles == []


@pytest.mark.clause("XF-9.2")
def test_where_the_text_says_enough_it_takes_five(hall: Hall, walker: Walker) -> None:
    said = "想问一下开小餐馆先办什么，跑了三趟，第三次来了，窗口说的都不一样。"
    keys = at_the_form(walker)
    keys.types(PHONE)
    keys.press("Enter")
    keys.types(NAME)
    keys.press("Enter")
    keys.types(said)
    expect(walker.page.locator("#suggest-kind .chip")).to_be_visible()
    keys.press("Alt+Enter", "Control+Enter")
    walker.page.wait_for_url("**/cases/MQ*/")
    row = CaseRow.objects.get()
    assert (row.kind, row.ground) == ("consultation", "many_visits")
    assert len(keys.pressed) == 5
    assert walker.troubles == []


@pytest.mark.clause("SC-7.1.2", "SC-7.1.1")
def test_a_township_registers_in_few_actions_too(township: None, walker: Walker) -> None:
    keys = at_the_form(walker, "sc.window1")
    keys.types(PHONE)
    keys.press("Tab")
    keys.types(NAME)
    keys.press("Tab")
    keys.types("老人高龄补贴停发了，问了两次，说法都不一样。")
    expect(walker.page.locator("#suggest-ground .chip")).to_be_visible()
    keys.press("Alt+Enter")
    expect(walker.page.locator("[name=papers]").first).to_be_focused()
    keys.press("1")
    keys.tab_to("next_step")
    keys.types("今天转社会事务办")
    keys.tab_to("visit_cause")
    keys.press("3", "Control+Enter")
    walker.page.wait_for_url("**/cases/*-*/")
    assert CaseRow.objects.get().stage == "accepted"
    assert len(keys.pressed) <= ALLOWED, keys.pressed
    assert walker.troubles == []


def test_a_late_answer_moves_nobody_who_went_on(township: None, walker: Walker) -> None:
    keys = at_the_form(walker, "sc.window1")
    page, held = walker.page, list[Route]()
    page.route("**/register/hints", lambda route: held.append(route))  # noqa: PLW0108 - wrapped
    walker.fills({"phone": PHONE, "name": NAME})
    page.locator("[name=matter]").focus()
    keys.types("老人高龄补贴停发了，问了两次，说法都不一样。")
    expect(page.locator("#suggest-ground .chip")).to_be_visible()
    keys.press("Alt+Enter")
    papers = page.locator("[name=papers]").first
    expect(papers).to_be_focused()
    keys.press("1")
    for _ in range(100):
        if not held:
            page.wait_for_timeout(100)
    with page.expect_response("**/register/hints"):
        held[0].continue_()
    page.wait_for_timeout(500)  # the answer takes its place and settles
    expect(papers).to_be_focused()


@pytest.mark.clause("SC-7.1.1")
def test_a_call_to_the_complaint_phone_is_put_down_as_one(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    walker.presses("n")
    walker.page.wait_for_url("**/register/")
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN, "channel": "phone"})
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/*-*/")
    assert CaseRow.objects.get().channel == "phone"
    expect(walker.page.locator("main")).to_contain_text("投诉电话")


def test_enter_and_figures_leave_somebody_composing_chinese_alone(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    phone = walker.page.locator("#f-phone")
    phone.fill(PHONE)
    composing = {"key": "Enter", "isComposing": True, "bubbles": True}
    phone.dispatch_event("keydown", composing)
    expect(phone).to_be_focused()
    first = walker.page.locator("[name=kind]").first
    first.focus()
    first.dispatch_event("keydown", {"key": "2", "isComposing": True, "bubbles": True})
    expect(walker.page.locator("[name=kind]:checked")).to_have_count(0)
    first.press("2")
    expect(walker.page.locator("[name=kind]:checked")).to_have_value("suggestion")


def test_what_is_typed_into_a_field_that_a_kind_brought_stays_when_the_ground_is_chosen(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    walker.fills({"ground": "mutual_prerequisite"})
    papers = walker.page.locator("[name=waiting_papers]")
    papers.fill("备案")
    with walker.page.expect_response("**/register/hints"):
        walker.page.locator("[name=kind][value=general]").evaluate(
            "box => { box.checked = true; box.dispatchEvent(new Event('change', {bubbles: true})) }"
        )
        papers.press_sequentially("回执", delay=30)
    walker.page.wait_for_load_state("networkidle")
    expect(papers).to_have_value("备案回执")
    expect(papers).to_be_focused()


def test_enter_in_a_line_never_hands_the_form_in(hall: Hall, walker: Walker) -> None:
    keys = at_the_form(walker)
    keys.types(PHONE)
    keys.press("Enter", "Enter")
    expect(walker.page.locator("#f-matter")).to_be_focused()
    assert CaseRow.objects.count() == 0


def test_earlier_cases_of_the_phone_appear_while_it_is_typed(hall: Hall, walker: Walker) -> None:
    case_no = hall.register("2026-11-20 09:00")
    keys = at_the_form(walker)
    keys.types("1390000")
    expect(walker.page.locator("#earlier")).to_contain_text(case_no)
    assert "1390000" not in walker.page.url


def test_a_case_told_before_in_other_words_appears_and_can_be_opened(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.register(
        "2026-11-20 09:00", matter="加装电梯，规划要先看消防意见，消防要先看规划批复"
    )
    keys = at_the_form(walker)
    keys.types(PHONE)
    keys.press("Tab", "Tab")
    keys.types("我们楼想装电梯，消防讲没有规划的批复看不了，规划又要消防的意见")
    card = walker.page.locator("#alike")
    expect(card).to_contain_text("可能是同一件事")
    with walker.page.context.expect_page() as opened:
        card.get_by_role("link", name=case_no).click()
    expect(opened.value.locator("main")).to_contain_text(case_no)
    expect(walker.page.locator("#f-matter")).not_to_have_value("")
    assert walker.troubles == []


def test_a_suggestion_is_taken_by_one_click_and_never_by_itself(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.page.locator("#f-matter").press_sequentially(CIRCLE)
    chip = walker.page.locator("#suggest-kind .chip")
    expect(chip).to_be_visible()
    expect(walker.page.locator("#suggest-kind")).to_contain_text("因为提到")
    expect(walker.page.locator("[name=kind]:checked")).to_have_count(0)
    chip.click()
    expect(walker.page.locator("[name=kind]:checked")).to_have_value("complex")
    expect(walker.page.locator("[name=complex_because]").first).to_be_visible()
    expect(walker.page.locator("#due-line")).to_contain_text("5 个工作日")


def test_suggestions_are_switched_off_where_they_stand(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.page.get_by_role("button", name="我不要建议").click()
    expect(walker.page.get_by_role("button", name="重新打开")).to_be_visible()
    with walker.page.expect_response("**/register/alike"):
        walker.page.locator("#f-matter").press_sequentially(CIRCLE)
    expect(walker.page.locator("#suggest-kind .chip")).to_have_count(0)
    assert walker.troubles == []


def test_a_petitioner_without_a_phone_is_put_down_with_somebody_to_call(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    page = walker.page
    page.get_by_role("checkbox", name="没有电话").check()
    walker.fills({"name": "毛阿婆", "matter": PLAIN, "kind": "general", "ground": "other"})
    page.get_by_text("企业、代办人、其他联系人").click()
    walker.fills({"contact": "覃书恒", "contact_phone": "13900005514"})
    page.get_by_role("button", name="登记并受理").click()
    page.wait_for_url("**/cases/MQ*/")
    expect(page.locator("main")).to_contain_text("139****5514")
    found = look(User.objects.get(username="chen"), CaseRow.objects.get().case_no, timezone.now())
    assert found.text("contact") == "覃书恒"


@pytest.mark.clause("XF-A2")
def test_the_department_is_suggested_where_a_case_is_placed(hall: Hall, walker: Walker) -> None:
    open_all(hall, other_matters(60))
    for n in range(5):
        hall.ended(f"2026-11-{n + 10} 09:00")
    case_no = hall.register(
        "2026-11-20 09:00", matter="装电梯交了好几趟材料，窗口之间互相要对方的意见"
    )
    hall.do("jiang", case_no, "screen", "2026-11-20 09:00")
    walker.becomes("gu")
    walker.page.goto(f"{walker.address}/cases/{case_no}/transfer")
    part = walker.page.locator("main form")
    expect(part).to_contain_text("最像的 5 件已办结工单里有 5 件由它牵头")
    part.get_by_role("button", name="建议：区住建局").click()
    expect(walker.page.locator("[name=lead]:checked")).to_have_value("housing")
    assert walker.troubles == []
