"""What the window has at hand before and beside a case, by the right persons in a real browser."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.cli.demonstration.furnish import furnish
from bancheng.library.places import standards_dir
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import PASSWORD, Hall
from tests.journeys.test_at_the_counter import fits
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
COURT = {
    "name": "某区人民法院立案庭",
    "what_for": "要起诉、已经起诉的",
    "address": "环城路 1 号",
    "phone": "0799-0000011",
    "hours": "工作日 9 时至 17 时",
    "refusals": "litigation",
}
PETITIONER = {"phone": "13900005512", "name": "秦桂芳"}


def saves(walker: Walker) -> None:
    """The one primary button of a form that is no act."""
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status").first).to_contain_text("已")


def keeps_a_place(walker: Walker) -> None:
    walker.page.get_by_role("link", name="去哪里办").click()
    walker.page.get_by_role("link", name="添一处").click()
    walker.fills(COURT)
    saves(walker)


def registers_only(walker: Walker, matter: str) -> str:
    walker.page.goto(f"{walker.address}/register/")
    walker.fills({**PETITIONER, "matter": matter})
    walker.page.get_by_role("button", name="只登记").click()
    walker.page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
    return walker.page.url.rstrip("/").rpartition("/")[2]


def prints(walker: Walker, case_no: str, kind: str) -> str:
    """The paper of this kind is given on paper; what stands on the sheet."""
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.locator(f"#papers a[href$='/slips/{kind}']").click()
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("打印交给本人")
    sheet = walker.page.locator(".sheet").inner_text()
    walker.page.get_by_role("link", name="回到工单").click()
    return sheet


@pytest.mark.clause("XF-10.1", "SC-6.3.2", "XF-9")
def test_an_enquiry_is_two_fields_and_a_key_and_one_more_makes_it_a_case(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    keyboard = walker.page.keyboard
    walker.presses("q")
    expect(walker.page.get_by_label("问的是什么")).to_be_focused()
    keyboard.type("老人卡在哪儿补办，跑了三趟都说系统坏了")
    walker.presses("Tab")
    while not walker.page.get_by_label("怎么答的").evaluate("x => x === document.activeElement"):
        walker.presses("Tab")
    keyboard.type("二楼社保窗口 njk")
    walker.presses("Control+Enter")
    expect(walker.page.get_by_role("status")).to_contain_text("已记下，今天第 1 条")
    walker.presses("t")
    expect(walker.page.get_by_role("heading", name="登记", exact=True)).to_be_visible()
    expect(walker.page.locator("[name=matter]")).to_have_value(re.compile("老人卡"))
    expect(walker.page.locator("main")).to_contain_text("当时答的")
    assert "老人卡" not in walker.page.url
    walker.fills({**PETITIONER, "kind": "consultation", "ground": "other"})
    walker.page.get_by_role("button", name="登记并受理").click()
    walker.page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
    case_no = walker.page.url.rstrip("/").rpartition("/")[2]
    expect(walker.page.locator(".past")).to_contain_text("二楼社保窗口")
    walker.becomes("lin")
    walker.presses("q")
    line = walker.page.locator(".enquiry").first
    expect(line).to_contain_text("已转为工单")
    expect(line.get_by_role("link", name=case_no)).to_be_visible()
    assert walker.troubles == []


@pytest.mark.clause("XF-8", "XF-9.3", "XF-11")
def test_declined_with_a_body_from_the_directory_on_paper_and_looked_at_again(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    keeps_a_place(walker)
    case_no = registers_only(walker, "邻居官司判了不执行，要窗口出面")
    walker.page.goto(f"{walker.address}/cases/{case_no}/decline")
    walker.fills({"refusal": "litigation"})
    walker.page.locator(".place", has_text="立案庭").locator("input").check()
    expect(walker.page.locator("[name=where_to_go]")).to_have_value(re.compile("0799-0000011"))
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")
    sheet = prints(walker, case_no, "declined")
    for said in (
        "办理渠道告知单",
        "涉诉",
        "0799-0000011",
        "环城路 1 号",
        "不是行政决定",
        "申请复核",
    ):
        assert said in sheet
    assert "13900005512" in sheet
    walker.page.go_back()
    walker.page.get_by_role("link", name="接着记“反馈诉求人”").click()
    walker.fills({"means": "writing"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")
    walker.does(case_no, "ask_review", {"reason": "官司早就撤了"})
    walker.becomes("gu")
    walker.takes_up(case_no, {"overturned": "false", "reason": "仍在执行中"})
    walker.becomes("lin")
    row = walker.page.locator("[data-row]", has_text="告知复核结论")
    expect(row).to_contain_text(case_no)
    walker.does(case_no, "tell_review", {"means": "phone"})
    assert walker.troubles == []


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_where_the_centre_wants_it_a_second_person_approves_before_anybody_is_sent_away(
    hall: Hall, walker: Walker
) -> None:
    admin = create_user("guan", "管信达", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), ADMINISTRATOR)
    walker.page.goto(f"{walker.address}/sign-in")
    walker.page.get_by_label("登录名").fill("guan")
    walker.page.get_by_label("密码").fill(PASSWORD)
    walker.page.get_by_role("button", name="登录").click()
    walker.page.get_by_role("link", name="窗口的约定").click()
    choice = walker.page.locator("form.choice", has_text="要经“办不成事”")
    choice.get_by_label("要", exact=True).check()
    choice.get_by_label("改的话，为什么").fill("去年有两件不该推出去的")
    choice.get_by_role("button", name="设定").click()
    expect(walker.page.get_by_role("status")).to_contain_text("从现在起生效")
    walker.becomes("chen")
    case_no = registers_only(walker, "邻居占了过道，要窗口去拆")
    walker.page.goto(f"{walker.address}/cases/{case_no}/decline")
    expect(walker.page.locator("main")).to_contain_text("经批准才生效")
    walker.fills({"refusal": "private_dispute", "where_to_go": "街道人民调解委员会"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("报请批准")
    expect(walker.page.locator("#papers")).not_to_contain_text("办理渠道告知单")
    walker.becomes("jiang")
    walker.takes_up(case_no, {"request": "2"})
    walker.becomes("chen")
    assert "街道人民调解委员会" in prints(walker, case_no, "declined")
    assert walker.troubles == []


@pytest.mark.clause("SC-7.1.3", "SC-5.1.b")
def test_a_one_time_notice_says_everything_on_one_paper(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    case_no = registers_only(walker, "办养殖场备案，材料交了没有下文")
    missing = "用地协议复印件一份；没有协议的，村委会开证明"
    walker.does(case_no, "give_notice", {"missing": missing, "next_step": "补齐后当天受理"})
    sheet = prints(walker, case_no, "notice")
    for said in ("一次性告知单", "不齐", missing, "材料补齐后受理", "补齐后当天受理", "以前补来"):
        assert said in sheet
    walker.does(case_no, "supplement")
    walker.does(
        case_no,
        "accept",
        {
            "ground": "consulted_often",
            "papers": "complete",
            "next_step": "转农业中心核对",
            "visit_cause": "materials",
        },
    )
    sheet = prints(walker, case_no, "notice")
    assert "已受理" in sheet
    assert "转农业中心核对" in sheet
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.locator("#papers")).to_contain_text("打印交给本人")
    assert walker.troubles == []


@pytest.mark.clause("SC-7.2.5", "SC-7.4")
def test_help_takes_papers_with_a_receipt_and_gives_them_back_before_the_archive(
    township: None, walker: Walker
) -> None:
    walker.becomes("sc.window1")
    case_no = walker.registers(
        {
            **PETITIONER,
            "matter": "不识字，领补助的表不会填",
            "kind": "simple",
            "ground": "papers_or_after",
            "papers": "complete",
            "next_step": "窗口代填",
            "visit_cause": "materials",
            "signing": "spoken",
        }
    )
    walker.does(
        case_no,
        "assist",
        {"kind": "simple", "helper": "sc.window1", "papers_taken": "退役证原件一本"},
    )
    sheet = prints(walker, case_no, "papers")
    for said in ("材料收据", "退役证原件一本", "经手人 白小禾", "不收费"):
        assert said in sheet
    walker.becomes("sc.window2")
    walker.does(case_no, "reply", {"answer": "result", "text": "表已填好交上去"})
    walker.does(case_no, "inform", {"means": "visit"})
    walker.does(case_no, "complete", {"outcome": "done"})
    walker.does(case_no, "call_back", {"solved": "solved", "satisfaction": "good"})
    walker.page.goto(f"{walker.address}/cases/{case_no}/archive")
    expect(walker.page.locator("main")).to_contain_text("“退还材料”尚未完成")
    walker.does(
        case_no, "return_papers", {"papers_returned": "退役证原件一本", "returned_to": "本人"}
    )
    walker.does(case_no, "archive")
    expect(walker.page.locator(".head").first).to_contain_text("已归档")
    assert walker.troubles == []


@pytest.mark.clause("SC-7.2.1", "XF-10.1")
def test_an_answer_made_of_a_closed_case_answers_the_next_one(hall: Hall, walker: Walker) -> None:
    asked = {"kind": "consultation", "ground": "other", "matter": "老人优待卡怎么办，能代办吗"}
    first = hall.register("2026-11-20 10:00", **asked)
    text = "带身份证和一寸照片到二楼综合窗口，当场领；家里人可以代办。"
    hall.do("chen", first, "answer", "2026-11-20 10:05", text=text)
    hall.do("chen", first, "complete", "2026-11-20 10:10", outcome="done")
    second = hall.register("2026-11-20 11:00", **asked)
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{first}/")
    walker.page.get_by_role("link", name="做成常见答复").click()
    expect(walker.page.locator("main [name=text]")).to_have_value(text)
    walker.fills({"title": "老年人优待卡怎么办", "basis": "办理指南第三条"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.locator("main")).to_contain_text("要请另一位同事核对")
    walker.becomes("lin")
    walker.page.get_by_role("link", name="常见答复").click()
    walker.page.get_by_role("link", name="老年人优待卡怎么办").click()
    walker.page.get_by_role("button", name="核对通过").click()
    expect(walker.page.locator("main")).to_contain_text("在用")
    walker.page.goto(f"{walker.address}/cases/{second}/answer")
    walker.page.locator("main [name=text]").focus()
    walker.presses("Alt+1")
    expect(walker.page.locator("main [name=text]")).to_have_value(f"{text}\n依据：办理指南第三条")
    walker.presses("Control+Enter")
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")
    walker.page.get_by_role("link", name="常见答复").click()
    expect(walker.page.locator(".answer-row")).to_contain_text("用过 1 次")
    assert walker.troubles == []


@pytest.mark.clause("XF-9")
def test_the_first_asked_stays_answerable_until_somebody_takes_over_by_name(
    hall: Hall, walker: Walker
) -> None:
    cases = [hall.register(f"2026-11-20 09:0{n}") for n in range(3)]
    walker.becomes("chen")
    walker.page.get_by_role("link", name="首问交接").click()
    for case_no in cases[:2]:
        walker.page.locator(f"[name=case][value='{case_no}']").check()
    walker.fills({"to_user": "lin", "text": "答应明天上午回电话"})
    saves(walker)
    walker.page.goto(f"{walker.address}/cases/{cases[0]}/")
    expect(walker.page.locator(".facts")).to_contain_text("首问：林佩文")
    walker.becomes("lin")
    walker.page.get_by_role("link", name="首问交接").click()
    expect(walker.page.locator("main")).to_contain_text("林佩文首问、还没有办结的 2 件")
    walker.page.goto(f"{walker.address}/cases/{cases[2]}/")
    expect(walker.page.locator(".facts")).to_contain_text("首问：陈晓岚")
    assert walker.troubles == []


def test_two_colons_put_a_ready_text_in_and_a_chinese_input_method_is_left_alone(
    hall: Hall, walker: Walker
) -> None:
    case_no = hall.register("2026-11-20 11:00", kind="consultation", ground="other")
    walker.becomes("chen")
    walker.page.get_by_role("link", name="常用语").click()
    text = "您的事编号 {工单编号}，有事打窗口电话。"
    walker.fills({"name": "编号", "text": text, "whose": "shared"})
    saves(walker)
    walker.fills({"name": "谢谢", "text": "谢谢您告诉我们。", "whose": "own"})
    saves(walker)
    walker.becomes("lin")
    walker.page.goto(f"{walker.address}/cases/{case_no}/answer")
    box = walker.page.locator("main [name=text]")
    offered = walker.page.get_by_role("option")
    box.press_sequentially("您好。::编")
    expect(offered).to_have_count(1)
    walker.presses("Enter")
    expect(box).to_have_value(f"您好。您的事编号 {case_no}，有事打窗口电话。")
    box.fill("")
    box.press_sequentially("：：")
    expect(offered).to_have_count(1)
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(box).to_have_value("：：")
    walker.presses("Escape")
    expect(offered).to_have_count(0)
    walker.page.locator("main").get_by_role("button", name="常用语").first.press("Enter")
    expect(offered).to_have_count(1)
    walker.presses("ArrowDown")
    walker.presses("Enter")
    expect(box).to_have_value(re.compile(f"编号 {case_no}"))
    assert walker.troubles == []


def test_the_windows_books_fit_a_phone(township: None, walker: Walker) -> None:
    furnish(standards_dir(), "sichuan-township", timezone.now())
    walker.page.set_viewport_size({"width": 390, "height": 844})
    walker.becomes("sc.window1")
    case_no = registers_only(walker, "医保缴不进去")
    for address in (
        "/enquiries/",
        "/answers/",
        "/answers/new",
        "/places/",
        "/places/new",
        "/hand-over/",
        "/ready-texts/",
        f"/cases/{case_no}/decline",
        f"/cases/{case_no}/slips/receipt",
    ):
        walker.page.goto(f"{walker.address}{address}")
        assert fits(walker.page), address
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_be_visible()
    assert fits(walker.page)
    assert walker.troubles == []
