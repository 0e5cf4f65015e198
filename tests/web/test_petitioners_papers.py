"""给诉求人的单子 on pages: offered at once, recorded when given, whole for who gives it."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.reveal_row import Reveal
from bancheng.counter.slip_given_row import SlipGiven
from bancheng.people.models import Unit
from tests.casework.hall import Hall
from tests.web.clerk import Clerk, case_no_of, words
from tests.web.conftest import Clock

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9.3", "XF-9")
def test_after_registering_the_case_page_offers_the_receipt(hall: Hall, chen: Clerk) -> None:
    answer = chen.registers()
    markup = chen.raw(answer["Location"]).content.decode()
    case_no = case_no_of(answer)
    assert f'href="/cases/{case_no}/slips/receipt" data-key="p">打印回执' in markup
    assert "还没有给" in markup
    address = f"/cases/{case_no}/slips/receipt"
    shown = chen.get(address)
    assert "139****5512" in shown
    assert "13900005512" not in shown
    paper = chen.fill_in(address, how="printed")
    sheet = chen.get(paper["Location"])
    assert "13900005512" in sheet
    assert "秦桂芳" in sheet
    assert "接着记" not in sheet
    assert "今天 14:30 陈晓岚 打印交给本人" in chen.get(f"/cases/{case_no}/")
    assert {r.reason for r in Reveal.objects.all()} == {"给诉求人“回执”（打印交给本人）"}


def test_a_paper_sent_twice_was_given_once(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    address = f"/cases/{case_no}/slips/receipt"
    form = chen.carried(address)
    first = chen.post(address, **form, how="read")
    assert chen.post(address, **form, how="read")["Location"] == first["Location"]
    assert SlipGiven.objects.count() == 1


def test_a_colleague_or_the_next_day_sees_the_paper_masked(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    case_no = hall.register("2026-11-24 10:00")
    paper = chen.fill_in(f"/cases/{case_no}/slips/receipt", how="printed")["Location"]
    masked = Clerk("lin").get(paper)
    assert "139****5512" in masked
    assert "陈晓岚 给的那张" in masked
    clock.pass_by(days=1)
    assert "13900005512" not in Clerk("chen").get(paper)


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_with_the_declining_slip_the_telling_can_be_recorded(hall: Hall, chen: Clerk) -> None:
    refusing: dict[str, Any] = {
        "refusal": "litigation",
        "where_to_go": "区人民法院，电话 0799-0000001",
    }
    case_no = case_no_of(chen.registers(then="decline", **refusing))
    markup = chen.raw(f"/cases/{case_no}/").content.decode()
    assert f'/cases/{case_no}/slips/declined"' in markup
    paper = chen.fill_in(f"/cases/{case_no}/slips/declined", how="printed")
    sheet = chen.get(paper["Location"])
    assert "0799-0000001" in sheet
    assert "不是行政决定" in sheet
    assert "接着记“反馈诉求人”" in sheet


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_the_petitioner_asks_for_a_review_at_the_counter(hall: Hall, chen: Clerk) -> None:
    refusing: dict[str, Any] = {"refusal": "litigation", "where_to_go": "区人民法院"}
    case_no = case_no_of(chen.registers(then="decline", **refusing))
    page = chen.does(case_no, "ask_review", reason="官司早就撤了")
    assert "诉求人（陈晓岚 代记） 申请复核不予受理，理由：官司早就撤了" in page
    supervision = Clerk("gu")
    assert case_no in supervision.get("/")
    supervision.does(case_no, "review_decline", overturned="false", reason="仍在诉讼中")
    assert "告知复核结论" in chen.get("/")
    page = chen.does(case_no, "tell_review", means="phone", said="知道了")
    assert "以电话告知复核结论" in page


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_where_the_centre_wants_approval_the_registration_screen_says_so(
    hall: Hall, chen: Clerk
) -> None:
    assert "要经批准才生效" not in chen.get("/register/")
    centre = Unit.objects.get(code="hall")
    centre.settings = {**centre.settings, "approvals": ["decline"]}
    centre.save()
    assert "要经批准才生效" in chen.get("/register/")
    refusing: dict[str, Any] = {"refusal": "litigation", "where_to_go": "区人民法院"}
    answer = chen.registers(then="decline", **refusing)
    page = chen.get(answer["Location"])
    assert "报请批准“不予受理”" in page
    assert f'/cases/{case_no_of(answer)}/slips/declined"' not in page


@pytest.mark.clause("SC-7.2.5", "XF-9.2.4")
def test_papers_taken_are_receipted_and_owed_back(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    chen.does(case_no, "assist", helper="chen", papers_taken="身份证原件一份")
    page = chen.get(f"/cases/{case_no}/")
    assert "打印材料收据" in page
    assert "退还材料" in page
    paper = chen.fill_in(f"/cases/{case_no}/slips/papers", how="printed")
    assert "身份证原件一份" in chen.get(paper["Location"])
    page = chen.does(case_no, "return_papers", papers_returned="身份证原件", returned_to="本人")
    assert "退还材料：身份证原件，领取人：本人" in page


@pytest.mark.parametrize("who", ["mo", "jiang", "gu"])
def test_others_who_read_the_case_print_no_papers(hall: Hall, chen: Clerk, who: str) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    paper = chen.fill_in(f"/cases/{case_no}/slips/receipt", how="printed")["Location"]
    somebody = Clerk(who)
    assert "给诉求人的单子" not in somebody.get(f"/cases/{case_no}/")
    somebody.raw(f"/cases/{case_no}/slips/receipt", 404)
    somebody.raw(paper, 404)
    somebody.post(f"/cases/{case_no}/slips/receipt", 404, how="printed")


def test_a_paper_there_is_not_does_not_exist(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    chen.raw(f"/cases/{case_no}/slips/declined", 404)
    chen.raw(f"/cases/{case_no}/slips/anything", 404)
    chen.raw(f"/cases/{case_no}/slips/receipt/999", 404)
    assert "请选怎么给的" in words(chen.fill_in(f"/cases/{case_no}/slips/receipt", 422, how=""))


@pytest.mark.clause("XF-9")
def test_several_cases_are_handed_over_at_once_and_what_was_skipped_says_why(
    hall: Hall, chen: Clerk
) -> None:
    asked = {"kind": "consultation", "ground": "other"}
    first, second = (hall.register(f"2026-11-24 12:0{n}", **asked) for n in range(2))
    page = chen.get("/hand-over/")
    assert "陈晓岚首问、还没有办结的 2 件" in page
    form = chen.carried("/hand-over/")
    refused = chen.post("/hand-over/", 422, **form, to_user="lin")
    assert "请勾选要交接的工单" in words(refused)
    chosen = {"case": [first, second, "MQ-none"], "to_user": "lin", "text": "明天上午回电话"}
    answer = chen.post("/hand-over/", 200, **form, **chosen)
    assert "已把 2 件交接给林佩文" in words(answer)
    assert "有1件没有交接：MQ-none没有这一件" in "".join(words(answer).split())
    for case_no in (first, second):
        page = chen.get(f"/cases/{case_no}/")
        assert "首问：林佩文" in page
        assert "交接给林佩文：明天上午回电话" in page
    assert "没有首问负责" in chen.get("/hand-over/")
    assert "首问：林佩文" in Clerk("lin").get("/")


@pytest.mark.clause("XF-9")
def test_cases_are_handed_to_people_of_the_counter_only(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    form = chen.carried("/hand-over/")
    answer = chen.post("/hand-over/", 422, **form, case=[case_no], to_user="mo")
    assert "请选接手的人" in words(answer)
