"""办理: one page for every act — refused at the field, fresh when stale, harmless when repeated."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, Outside, open_case
from tests.casework.hall import Hall
from tests.web.clerk import Clerk, case_no_of, words
from tests.web.conftest import NOW

pytestmark = pytest.mark.database


def stage_of(case_no: str) -> str:
    return CaseRow.objects.get(case_no=case_no).stage


@pytest.mark.clause("XF-9", "XF-9.2.1", "XF-10.3.1", "XF-11", "XF-12", "XF-A2")
def test_a_case_goes_from_the_counter_to_the_archive_through_the_pages(
    hall: Hall, chen: Clerk
) -> None:
    case_no = case_no_of(chen.registers(signing="here"))
    office, supervision, housing = Clerk("jiang"), Clerk("gu"), Clerk("mo")
    office.does(case_no, "screen")
    supervision.does(case_no, "transfer", lead="housing", opinion="请办理", signature="顾清和")
    housing.does(case_no, "claim")
    housing.does(case_no, "reply", answer="result", text="已办好", signature="莫海涛")
    told = chen.does(case_no, "inform", means="phone", said="希望网上能办")
    assert "接下来：“办不成事”反映窗口工作人员“办结”" in told
    chen.does(case_no, "relay")
    housing.does(case_no, "acknowledge")
    chen.does(case_no, "complete", outcome="done")
    chen.does(case_no, "call_back", solved="solved", satisfaction="satisfied")
    page = chen.does(case_no, "archive")
    assert "已归档" in page
    assert "没有未办的事" in page
    assert stage_of(case_no) == "archived"


def test_the_form_asks_what_the_act_asks_under_this_standard(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 10:00")
    hall.do("jiang", case_no, "screen", "2026-11-24 10:05")
    markup = Clerk("gu").raw(f"/cases/{case_no}/transfer").content.decode()
    for name in ("lead", "supporting", "opinion", "signature", "done_at", "late_allowed_by"):
        assert f'name="{name}"' in markup, name
    assert 'value="housing"' in markup
    assert "区住建局" in markup


def test_a_missing_field_is_named_at_its_place_and_nothing_is_lost(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 10:00")
    hall.do("jiang", case_no, "screen", "2026-11-24 10:05")
    answer = Clerk("gu").fill_in(
        f"/cases/{case_no}/transfer", 422, lead="housing", opinion="两家一起看看"
    )
    markup = answer.content.decode()
    assert "请填“签字”" in words(answer)
    assert "两家一起看看" in markup
    assert 'value="housing" checked' in markup
    assert "附件2" in markup
    assert stage_of(case_no) == "screened"


def test_sent_twice_an_act_is_done_once(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    housing = Clerk("mo")
    form = housing.carried(f"/cases/{case_no}/claim")
    housing.post(f"/cases/{case_no}/claim", **form)
    again = housing.post(f"/cases/{case_no}/claim", **form)
    assert "没有重复办理" in housing.get(again["Location"])


def test_a_page_gone_stale_says_who_did_what_and_keeps_the_words(hall: Hall, chen: Clerk) -> None:
    case_no = hall.ended("2026-11-24 10:00")
    address = f"/cases/{case_no}/call_back"
    form = chen.carried(address)
    Clerk("lin").does(case_no, "file_report", text="反映给办公室")
    typed: dict[str, Any] = {
        "solved": "solved",
        "satisfaction": "satisfied",
        "said": "盼着网上能办",
    }
    answer = chen.post(address, 409, **form, **typed)
    assert "林佩文 14:30 已“报备”" in words(answer)
    markup = answer.content.decode()
    assert "盼着网上能办" in markup
    fresh = {**form, "version": str(CaseRow.objects.get(case_no=case_no).version)}
    assert f'name="version" value="{fresh["version"]}"' in markup
    chen.post(address, **fresh, **typed)


def test_words_typed_for_an_act_that_is_no_longer_open_stay_to_be_copied(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 10:00", kind="consultation", ground="other")
    address = f"/cases/{case_no}/answer"
    form = chen.carried(address)
    Clerk("lin").does(case_no, "answer", text="已当面说清")
    answer = chen.post(address, 409, **form, text="带身份证到二楼")
    markup = answer.content.decode()
    assert "带身份证到二楼" in markup
    assert "readonly" in markup


def test_an_act_out_of_turn_says_why_instead_of_a_form(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    page = chen.get(f"/cases/{case_no}/inform")
    assert "本件现在是“办理中”，不能反馈诉求人" in page
    assert "第十一条" in page
    assert 'name="means"' not in chen.raw(f"/cases/{case_no}/inform").content.decode()
    answer = chen.post(f"/cases/{case_no}/inform", 422, means="phone")
    assert "不能反馈诉求人" in words(answer)


def test_another_ones_act_is_refused_with_whose_it_is(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    answer = chen.post(f"/cases/{case_no}/screen", 422)
    assert "由“办不成事”反映工作领导小组办公室办理" in words(answer)
    assert stage_of(case_no) == "accepted"


def test_a_department_that_answered_by_telephone_is_written_down_by_the_window(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    reply = {"answer": "result", "text": "明天来取", "signature": "莫海涛"}
    address = f"/cases/{case_no}/reply"
    assert "回复处理结果（代区住建局记录）" in chen.get(f"/cases/{case_no}/")
    assert "由您代区住建局记录" in chen.get(address)
    answer = chen.fill_in(address, 422, **reply)
    assert "请写明部门由谁答复" in words(answer)
    page = chen.does(case_no, "reply", **reply, for_person="莫海涛")
    assert "区住建局 莫海涛（陈晓岚 代记）" in page


def test_a_supporting_department_can_be_written_down_for_too(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00", kind="complex", complex_because="several")
    hall.do("jiang", case_no, "refer", "2026-11-24 10:05", question="谁牵头")
    hall.do("li", case_no, "determine", "2026-11-24 10:10", minutes="住建牵头", lead="housing")
    asked = {"opinion": "办", "signature": "顾"}
    hall.do(
        "gu", case_no, "transfer", "2026-11-24 10:15", lead="housing", supporting=["land"], **asked
    )
    page = chen.get(f"/cases/{case_no}/")
    assert "（代自然资源分局记录）" in page
    address = f"/cases/{case_no}/contribute?for=land"
    form = chen.carried(address)
    assert form["for"] == "land"
    answer = chen.post(address.partition("?")[0], **form, text="可以先出意见", for_person="韦敏之")
    assert "自然资源分局 韦敏之（陈晓岚 代记）" in chen.get(answer["Location"])


@pytest.mark.clause("XF-13")
def test_an_act_that_needs_approval_waits_for_a_second_person(hall: Hall) -> None:
    case_no = hall.ended("2026-11-24 10:00")
    hall.do(
        "chen",
        case_no,
        "call_back",
        "2026-11-24 10:30",
        solved="unsolved",
        satisfaction="dissatisfied",
    )
    office = Clerk("jiang")
    assert "经批准才生效" in office.get(f"/cases/{case_no}/settle")
    page = office.does(case_no, "settle", reason="已当面说清，诉求人表示理解")
    assert "报请批准“督办销号”" in page
    assert "江望舒 报请，由“办不成事”反映工作领导小组批" in page
    group = Clerk("li")
    assert case_no in group.get("/")
    markup = group.raw(f"/cases/{case_no}/").content.decode()
    asked = re.search(rf'href="(/cases/{case_no}/approve\?request=(\d+))"', markup)
    assert asked
    alone = group.raw(f"/cases/{case_no}/approve").content.decode()
    assert re.search(rf'value="{asked[2]}" (checked|selected)', alone)
    answer = group.post(
        f"/cases/{case_no}/approve", **group.carried(asked[1]), request=asked[2], opinion="同意"
    )
    assert "已记录：批准" in group.get(answer["Location"])
    assert "待批" not in office.get(f"/cases/{case_no}/")


def test_an_entry_is_corrected_by_choosing_it_from_the_timeline(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    markup = chen.raw(f"/cases/{case_no}/correct").content.decode()
    assert "登记诉求，来自“办不成事”反映专窗" in markup
    page = chen.does(
        case_no, "correct", corrected="1", text="手机号写错", reason="听错", phone="13900005513"
    )
    assert "更正第 1 条：手机号写错" in page
    assert "139****5513" in page


def test_only_the_ends_that_fit_the_answer_are_offered(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    hall.do("mo", case_no, "reply", "2026-11-24 10:05", answer="result", text="好", signature="莫")
    hall.do("chen", case_no, "inform", "2026-11-24 10:10", means="phone")
    markup = chen.raw(f"/cases/{case_no}/complete").content.decode()
    assert 'value="done"' in markup
    assert 'value="merged"' not in markup


def test_whoever_gives_a_case_away_ends_at_the_own_list(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    housing = Clerk("mo")
    answer = housing.fill_in(f"/cases/{case_no}/object", reason="不归我们管")
    assert answer["Location"] == "/"
    housing.raw(f"/cases/{case_no}/", 404)


def test_the_chosen_kind_brings_its_fields(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    fields = {"kind": "complex", "reason": "要两家一起办"}
    part = chen.post(f"/cases/{case_no}/classify/fields", 200, **fields).content.decode()
    assert 'name="complex_because"' in part
    assert "要两家一起办" in part
    assert "<html" not in part


@pytest.mark.clause("XF-9.2", "XF-2")
def test_what_was_handed_in_needs_not_be_typed_again(hall: Hall, chen: Clerk) -> None:
    given = {"matter": "孩子转学两周没有回音", "name": "秦桂芳", "phone": "13900005512"}
    orders = [Order("submit", {**given, "channel": "hotline", "origin_no": "RX-1"})]
    case_no = open_case(Outside("origin"), "hall", orders, "from-the-line", NOW).case_no
    form = chen.raw(f"/cases/{case_no}/register").content.decode()
    assert "孩子转学两周没有回音</textarea>" in form
    assert re.search(r'value="hotline" checked', form)
    assert "13900005512" not in form
    assert form.count("来件已写，不改就空着") >= 2
    page = chen.does(case_no, "register", matter="孩子转学两周没有回音", channel="hotline")
    assert "登记诉求，来自12345政务服务便民热线" in page
    assert "139****5512" in page
