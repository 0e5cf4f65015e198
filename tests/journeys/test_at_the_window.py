"""窗口自己办的: what the window settles or sets going, ground by ground and route by route."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

SOMEBODY = {"phone": "13900005512", "name": "秦桂芳", "signing": "here"}
PLAIN_GROUNDS = {
    "not_accepted": ("材料合规交上去，三回都没有受理。", "（一）"),
    "many_visits": ("材料齐了，到场四次还没有办成。", "（二）"),
    "disputed_result": ("补缴的月数算得不对，要求再核。", "（三）"),
    "other": ("大厅夜里没有灯，办自助的看不见路。", "（六）"),
}


@pytest.mark.clause("XF-2", "XF-7", "XF-7.1", "XF-7.2", "XF-7.3", "XF-7.6", "XF-10", "XF-10.3")
def test_each_ground_is_taken_with_its_limit_and_screened(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    taken = {}
    for ground, (matter, numeral) in PLAIN_GROUNDS.items():
        fields = SOMEBODY | {"matter": matter, "kind": "general", "ground": ground}
        case_no = taken[ground] = walker.registers(fields)
        expect(walker.page.locator("main")).to_contain_text(numeral)
        expect(walker.page.locator("main")).to_contain_text("甄别审核")
    walker.page.goto(f"{walker.address}/register/")
    with walker.page.expect_response("**/register/hints"):
        walker.fills({"kind": "general"})
    expect(walker.page.locator("#due-line")).to_contain_text("1 个工作日")
    walker.becomes("jiang")
    walker.page.goto(f"{walker.address}/screening/")
    for case_no in taken.values():
        expect(walker.page.locator("[data-row]", has_text=case_no)).to_be_visible()
    walker.does(taken["disputed_result"], "screen")
    expect(walker.page.locator(".head")).to_contain_text("甄别")
    assert walker.troubles == []


@pytest.mark.clause("XF-9.2.4")
def test_an_elderly_persons_case_goes_the_green_channel(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    told = {"matter": "走不动，认证要到场。", "kind": "general", "ground": "not_accepted"}
    case_no = walker.registers(SOMEBODY | told | {"traits": "elderly"})
    walker.takes_up(case_no, {"departments_told": "housing"})
    expect(walker.page.locator("main")).to_contain_text("绿色通道")
    walker.does(case_no, "assist", {"helper": "chen", "text": "上门拍照认证"})
    walker.becomes("gu")
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator(".story")).to_contain_text("上门拍照认证")
    assert walker.troubles == []


@pytest.mark.clause("XF-9.2.5")
def test_what_is_done_outside_the_hall_is_said_with_its_place(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    told = {"matter": "要给车年检，大厅说不办。", "kind": "consultation", "ground": "other"}
    case_no = walker.registers(SOMEBODY | told)
    walker.does(case_no, "guide", {"where_to_go": "城南车辆检测站，工作日 9 时至 17 时"})
    walker.page.goto(f"{walker.address}/cases/{case_no}/slips/elsewhere")
    expect(walker.page.locator("main")).to_contain_text("城南车辆检测站")
    walker.does(case_no, "complete", {"outcome": "out_of_scope"})
    expect(walker.page.locator(".head")).to_contain_text("已办结")
    assert walker.troubles == []


@pytest.mark.clause("XF-10.2")
def test_a_suggestion_is_answered_within_its_hours(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    told = {"matter": "建议大厅增设充电插座。", "kind": "suggestion", "ground": "other"}
    case_no = walker.registers(SOMEBODY | told)
    expect(walker.page.locator("main")).to_contain_text("24 小时")
    walker.does(case_no, "classify", {"kind": "suggestion-special", "reason": "要先问物业"})
    expect(walker.page.locator("main")).to_contain_text("48 小时")
    walker.does(case_no, "answer", {"text": "物业同意，下周装好四处。"})
    expect(walker.page.locator(".story")).to_contain_text("下周装好四处")
    assert walker.troubles == []


@pytest.mark.clause("XF-2", "XF-6")
def test_what_the_hotline_sent_is_answered_back_to_it(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    told = {"matter": "营业执照变更办不了。", "kind": "consultation", "ground": "other"}
    case_no = walker.registers({**SOMEBODY, "signing": "spoken"} | told | {"channel": "hotline"})
    walker.does(case_no, "answer", {"text": "法定代表人可以线上签字。"})
    walker.does(case_no, "complete", {"outcome": "done"})
    walker.does(case_no, "return_result")
    expect(walker.page.locator(".story")).to_contain_text("12345")
    assert walker.troubles == []


@pytest.mark.clause("XF-1", "XF-16", "XF-17")
def test_anybody_at_a_desk_reads_the_text_that_runs(hall: Hall, walker: Walker) -> None:
    walker.becomes("mo")
    walker.page.goto(f"{walker.address}/standard/")
    main = walker.page.locator("main")
    for words in ("第一条", "第十六条", "第十七条", "施行"):
        expect(main).to_contain_text(words)
    assert walker.troubles == []


def test_what_is_being_typed_stays_when_a_choice_asks_for_more(hall: Hall, walker: Walker) -> None:
    walker.becomes("chen")
    told = {"matter": "建议大厅增设充电插座。", "kind": "general", "ground": "other"}
    case_no = walker.registers(SOMEBODY | told)
    walker.page.goto(f"{walker.address}/cases/{case_no}/classify")
    walker.page.wait_for_load_state("networkidle")
    walker.fills({"reason": "两家"})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    walker.page.route("**/classify/fields", hold)
    walker.fills({"kind": "complex"})
    reason = walker.page.locator("main [name=reason]")
    reason.focus()
    walker.presses("End")
    walker.page.keyboard.type("都说要先看对方")
    held[0].continue_()
    expect(walker.page.locator("main [name=complex_because]").first).to_be_visible()
    expect(reason).to_have_value("两家都说要先看对方")
    expect(reason).to_be_focused()
    walker.page.keyboard.type("的意见")
    expect(reason).to_have_value("两家都说要先看对方的意见")
    assert walker.troubles == []
