"""登记: by keyboard, in few actions, with hints beside, and nothing typed is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from bancheng.casework import sharing_words
from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.people.models import User
from bancheng.workbench.draft_row import Draft
from tests.casework.hall import Hall
from tests.counter.other_matters import other_matters
from tests.counter.yardstick import open_all
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
ALLOWED = 12
PHONE, NAME = "139 0000 5512", "秦桂芳"
PLAIN = "门口的路灯坏了三个月没有人修，晚上看不见路。"
CIRCLE = "规划和消防两个部门互相要意见，互为前置，材料交不上去。"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    sharing_words.forget()


@dataclass
class Keys:
    """Real keys on a page; what is no typing of words is counted."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Actions: one Tab, shortcut, choice or Enter each."""
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)

    def tab_to(self, name: str) -> None:
        """From field to field until one stands in this one; each step counts."""
        while True:
            self.press("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                return

    def types(self, words: str) -> None:
        """Typing name, phone and matter is no action of ours to save."""
        self.page.keyboard.type(words)


def at_the_form(walker: Walker, username: str = "chen") -> Keys:
    """On the duties page; the register is one key away."""
    walker.becomes(username)
    keys = Keys(walker.page)
    keys.press("n")
    walker.page.wait_for_url("**/register/")
    walker.page.wait_for_load_state("networkidle")
    return keys


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


@pytest.mark.clause("SC-7.1.1")
def test_a_call_to_the_complaint_phone_is_put_down_as_one(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    walker.page.keyboard.press("n")
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


# drafts


def closed_and_opened_again(walker: Walker, address: str) -> Walker:
    """The tab is closed in the middle of a word, and the page opened in a new one."""
    context: BrowserContext = walker.page.context
    walker.page.close(run_before_unload=False)
    again = Walker(context.new_page(), walker.address)
    again.page.goto(f"{walker.address}{address}")
    return again


def saved(walker: Walker) -> None:
    """Until the head of the page says that the draft is kept."""
    expect(walker.page.locator("main .head")).to_contain_text("草稿已存")


def nothing_is_unfinished(walker: Walker) -> None:
    """What was handed in is no draft any more, even if its last save came in afterwards."""
    walker.page.goto(f"{walker.address}/")
    expect(walker.page.locator("main")).to_contain_text("刷新")
    expect(walker.page.locator("main")).not_to_contain_text("没写完的")


def test_a_closed_tab_loses_nothing(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN, "ground": "mutual_prerequisite"})
    walker.page.locator("[name=waiting_papers]").fill("备案回执")
    walker.page.locator("#f-matter").focus()
    saved(walker)
    again = closed_and_opened_again(walker, "/register/")
    line = again.page.locator(".draft-line")
    expect(line).to_contain_text("没有提交的草稿")
    expect(again.page.locator("#f-matter")).to_have_value(PLAIN)
    expect(again.page.locator("[name=waiting_papers]")).to_have_value("备案回执")
    expect(line.get_by_role("button", name="接着填")).to_be_focused()
    again.page.keyboard.type("13911112222")  # for the next in the queue, without looking
    expect(again.page.locator("#f-phone")).to_have_value(PHONE)
    assert walker.troubles + again.troubles == []


def test_what_is_handed_in_leaves_no_draft(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN})
    saved(walker)
    assert Draft.objects.count() == 1
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    nothing_is_unfinished(walker)


def test_a_draft_can_be_put_aside_for_the_next_and_taken_up_again(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN})
    saved(walker)
    walker.page.goto(f"{walker.address}/register/")
    walker.page.get_by_role("button", name="先放着，另填一张").click()
    expect(walker.page.locator("#f-matter")).to_have_value("")
    walker.fills({"phone": "13911112222", "name": "覃书恒", "matter": "身份证照片三次不合格"})
    saved(walker)
    walker.page.goto(f"{walker.address}/")
    expect(walker.page.locator("main")).to_contain_text("没写完的")
    walker.page.locator(".row", has_text="秦*芳").get_by_role("link", name="接着写").click()
    expect(walker.page.locator("#f-matter")).to_have_value(PLAIN)
    walker.page.get_by_role("button", name="丢掉草稿").click()
    expect(walker.page.locator("#f-matter")).not_to_have_value(PLAIN)
    assert [row.form for row in Draft.objects.all()] == ["register"]
    assert walker.troubles == []


def test_two_tabs_ask_before_one_replaces_the_other(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.fills({"matter": "第一个窗口里写的"})
    saved(walker)
    other = Walker(walker.page.context.new_page(), walker.address)
    other.page.goto(f"{walker.address}/register/")
    expect(other.page.locator("#f-matter")).to_have_value("第一个窗口里写的")
    other.fills({"matter": "第二个窗口里改的"})
    saved(other)
    walker.fills({"matter": "第一个窗口里又写的"})
    walker.page.locator("#f-name").focus()
    line = walker.page.locator(".draft-line")
    expect(line).to_contain_text("在另一个窗口里也在填")
    line.get_by_role("button", name="换成那边的").click()
    expect(walker.page.locator("#f-matter")).to_have_value("第二个窗口里改的")
    assert walker.troubles + other.troubles == []


def test_an_act_keeps_its_draft_and_says_when_the_case_moved_on(hall: Hall, walker: Walker) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    address = f"/cases/{case_no}/report_progress"
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}{address}")
    walker.page.wait_for_load_state("networkidle")
    walker.fills({"text": "已约好周四现场勘查"})
    walker.page.locator("main [name=text]").blur()
    saved(walker)
    hall.do("chen", case_no, "note", "2026-11-20 10:00", text="诉求人来电")
    again = closed_and_opened_again(walker, address)
    expect(again.page.locator("main [name=text]")).to_have_value("已约好周四现场勘查")
    expect(again.page.locator(".draft-line")).to_contain_text("本件又有新进展")
    again.page.locator("[data-main]").click()
    expect(again.page.get_by_role("status").first).to_contain_text("已记录")
    nothing_is_unfinished(again)
    assert again.troubles == []


def test_after_a_refusal_the_words_and_their_draft_stay(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.fills({"phone": "12", "name": NAME, "matter": PLAIN})
    saved(walker)
    walker.page.get_by_role("button", name="只登记").click()
    expect(walker.page.get_by_role("alert").first).to_contain_text("不像电话号码")
    walker.fills({"phone": PHONE})
    walker.page.locator("#f-name").focus()
    saved(walker)
    assert Draft.objects.count() == 1
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    nothing_is_unfinished(walker)


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
