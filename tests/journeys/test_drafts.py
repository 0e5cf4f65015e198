"""草稿: nothing typed is ever lost, on any form, and nothing handed in stays behind."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import BrowserContext, Route, expect

from bancheng.casework import sharing_words
from bancheng.casework.case_row import CaseRow
from bancheng.counter import enquiries
from bancheng.people.user import User
from bancheng.workbench import drafts
from bancheng.workbench.draft_row import Draft
from bancheng.workbench.drafts import Typed
from tests.casework.hall import Hall
from tests.journeys.keys import at_the_form
from tests.journeys.walker import Walker, is_saved_with

pytestmark = [pytest.mark.browser, pytest.mark.database]
PHONE, NAME = "139 0000 5512", "秦桂芳"
PLAIN = "门口的路灯坏了三个月没有人修，晚上看不见路。"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    sharing_words.forget()


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
    with walker.page.expect_response(is_saved_with("备案回执")):
        walker.page.locator("#f-matter").focus()
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


@pytest.mark.parametrize(
    ("clicks", "answered"),
    [(True, True), (False, False)],
    ids=["clicking", "only looking, on a slow line"],
)
def test_going_back_after_handing_in_makes_no_draft_of_it(
    hall: Hall, walker: Walker, clicks: bool, answered: bool
) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN})
    saved(walker)
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    if answered:
        with walker.page.expect_response("**/drafts/of*"):
            walker.page.go_back()
    else:
        walker.page.route("**/drafts/of*", lambda route: None)  # never answered
        walker.page.go_back()
    expect(walker.page.locator("#f-matter")).to_have_value(PLAIN)
    if answered:
        expect(walker.page.locator(".draft-line")).to_contain_text("刚才提交过一次")
    for field in ("#f-name", "#f-matter"):
        box = walker.page.locator(field)
        box.click() if clicks else box.focus()
    nothing_is_unfinished(walker)
    assert Draft.objects.count() == 0


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


def at_the_form_without_its_script(walker: Walker, page: str = "/register/") -> list[Route]:
    """The page of a slow line; the script comes when the one way in the list is let go on."""
    held: list[Route] = []
    walker.page.route("**/drafts*.js", lambda route: held.append(route))  # noqa: PLW0108 - wrapped
    with walker.page.expect_request("**/drafts*.js"):
        walker.page.goto(f"{walker.address}{page}", wait_until="commit")
    while not held:
        walker.page.wait_for_timeout(20)
    return held


def test_what_was_typed_before_the_script_came_is_kept_too(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    held = at_the_form_without_its_script(walker)
    walker.page.locator("#f-matter").fill(PLAIN)
    held[0].continue_()
    saved(walker)
    assert walker.troubles == []


def test_they_are_kept_too_on_a_form_that_came_with_something_in_it(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    asked = {"asked": "路灯坏了找谁", "answered": "转为工单"}
    noted = enquiries.note(hall.people["chen"], "hall", asked, "1" * 32, timezone.localtime())
    held = at_the_form_without_its_script(walker, f"/enquiries/{noted.uid}/register")
    walker.page.locator("#f-matter").fill(PLAIN)
    held[0].continue_()
    saved(walker)
    assert walker.troubles == []


def test_they_are_kept_too_where_a_draft_was_put_aside_for_another(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "matter": PLAIN})
    saved(walker)
    walker.page.goto(f"{walker.address}/register/")
    with walker.page.expect_event("load"):
        walker.page.get_by_role("button", name="先放着，另填一张").click()
    held = at_the_form_without_its_script(walker)
    walker.page.locator("#f-matter").fill("身份证照片三次不合格")
    held[0].continue_()
    saved(walker)
    assert Draft.objects.count() == 2


def test_words_typed_before_the_script_came_are_not_replaced_by_a_draft(
    hall: Hall, walker: Walker
) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "matter": PLAIN})
    saved(walker)
    later = Walker(walker.page.context.new_page(), walker.address)
    held = at_the_form_without_its_script(later)
    later.page.get_by_role("checkbox", name="没有电话").check()
    later.page.locator("#f-matter").fill("另一位说的另一件事")
    held[0].continue_()
    expect(later.page.locator(".draft-line")).to_contain_text("另有一份")
    saved(later)
    expect(later.page.locator("#f-matter")).to_have_value("另一位说的另一件事")
    expect(later.page.locator("#f-phone")).to_have_value("")
    assert Draft.objects.count() == 2
    assert later.troubles == []


def comes_back(walker: Walker, way: str) -> None:
    if way == "back":  # where the browser itself puts back some fields, and not the phone
        walker.page.goto(f"{walker.address}/")
        walker.page.go_back()
    else:
        walker.page.reload()


def finds_all_of_it(walker: Walker) -> None:
    """What is still on its way is waited for by the page, and by us a little longer."""
    expect(walker.page.locator(".draft-line")).to_contain_text("已恢复", timeout=15_000)
    expect(walker.page.locator("#f-phone")).to_have_value(PHONE)
    expect(walker.page.locator("#f-matter")).to_have_value(PLAIN)
    assert Draft.objects.count() == 1
    assert walker.troubles == []


@pytest.mark.parametrize("way", ["back", "drawn again"])
def test_who_comes_back_finds_all_of_it(hall: Hall, walker: Walker, way: str) -> None:
    at_the_form(walker)
    walker.fills({"phone": PHONE, "matter": PLAIN})
    saved(walker)
    comes_back(walker, way)
    finds_all_of_it(walker)


@pytest.mark.parametrize(
    ("way", "begun"),
    [("drawn again", True), ("back", False)],
    ids=["saved before", "never saved before"],
)
def test_what_was_sent_as_a_page_was_left_is_waited_for(
    hall: Hall, walker: Walker, monkeypatch: pytest.MonkeyPatch, way: str, begun: bool
) -> None:
    saves = drafts.save

    def slowly(user: User, typed: Typed, now: datetime) -> tuple[str, int]:
        time.sleep(0.8)
        return saves(user, typed, now)

    at_the_form(walker)
    if begun:
        walker.fills({"phone": PHONE})
        walker.page.locator("#f-name").focus()
        saved(walker)
    monkeypatch.setattr(drafts, "save", slowly)
    walker.page.locator("#f-phone").fill(PHONE)
    walker.page.locator("#f-matter").fill(PLAIN)
    comes_back(walker, way)
    finds_all_of_it(walker)


def test_what_no_saving_took_is_newer_than_the_draft_and_stays(
    hall: Hall, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = drafts.save

    def at_times(user: User, typed: Typed, now: datetime) -> tuple[str, int]:
        if typed.command_id == page:
            raise OperationalError("disk I/O error")
        return saves(user, typed, now)

    at_the_form(walker)
    walker.fills({"phone": PHONE, "matter": "先写的"})
    with walker.page.expect_response(is_saved_with("先写的")):
        walker.page.locator("#f-name").focus()
    page = walker.page.locator("main [name=command_id]").input_value()
    monkeypatch.setattr(drafts, "save", at_times)
    walker.page.locator("#f-matter").fill(PLAIN)
    walker.page.locator("#f-name").focus()
    expect(walker.page.locator(".draft-line")).to_contain_text("草稿暂时存不上")
    with walker.page.expect_response(is_saved_with(PLAIN)):
        comes_back(walker, "back")
    expect(walker.page.locator(".draft-line")).to_contain_text("连同这以后写的")
    finds_all_of_it(walker)


def test_what_did_not_arrive_is_said_to_be_so_and_done_once(hall: Hall, walker: Walker) -> None:
    at_the_form(walker)
    walker.page.route("**/drafts/save", lambda route: route.abort())
    walker.fills({"phone": PHONE, "name": NAME, "matter": PLAIN})
    command = walker.page.locator("main [name=command_id]")
    sent = command.input_value()
    walker.page.route("**/register/", lambda route: route.fulfill(status=503, body="later"))
    walker.page.get_by_role("button", name="只登记").click()
    expect(walker.page.locator("body")).to_have_text("later")
    walker.page.unroute_all()
    walker.page.go_back()
    line = walker.page.locator(".draft-line")
    expect(line).to_contain_text("好像没有交上")
    expect(command).to_have_value(sent)
    expect(walker.page.locator("#f-matter")).to_have_value(PLAIN)
    walker.fills({"phone": PHONE, "name": NAME})  # which no browser remembers
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    nothing_is_unfinished(walker)
    assert CaseRow.objects.count() == 1


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
    expect(walker.page.locator(".draft-line")).to_be_hidden()
    assert Draft.objects.count() == 1
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url("**/cases/MQ*/")
    nothing_is_unfinished(walker)
