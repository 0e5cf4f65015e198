"""工单页: the official form filling itself, what I may do, what is owed, what happened."""

from __future__ import annotations

import pytest

from bancheng.casework import tick
from bancheng.core.fact import Fact
from bancheng.journal.erase import erase_personal
from tests.casework.hall import Hall
from tests.web.clerk import Clerk
from tests.web.conftest import NOW

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-A2")
def test_the_case_is_the_official_form_filled_as_far_as_it_has_gone(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    page = chen.get(f"/cases/{case_no}/")
    assert "装电梯的材料交了四趟" in page
    assert "受理人员 陈晓岚" in page
    assert "受理时间 2026年11月24日 10:00" in page
    assert "分办意见：请办理 签字：顾清和" in page
    assert "承办窗口部门：区住建局 处理结果： 负责人签字：" in page
    assert "首问：陈晓岚" in page
    assert "今天受理" in page


def test_name_and_phone_are_masked_until_a_reason_is_given(hall: Hall, chen: Clerk) -> None:
    address = f"/cases/{hall.placed('2026-11-24 10:00')}"
    page = chen.raw(f"{address}/").content.decode()
    assert "秦*芳" in page
    assert "139****5512" in page
    assert "秦桂芳" not in page
    assert "13900005512" not in page
    refused = chen.post(f"{address}/reveal/phone", 422, other="")
    assert "请写明为什么要看" in refused.content.decode()
    shown = chen.post(f"{address}/reveal/phone", 200, other="回访")
    assert "13900005512" in shown.content.decode()
    chen.raw(f"{address}/reveal/matter", 404)


def test_a_detail_opens_in_its_place_on_the_page(hall: Hall, chen: Clerk) -> None:
    address = f"/cases/{hall.placed('2026-11-24 10:00')}/reveal/name"
    part = chen.client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    answer = chen.client.post(address, {"other": "核对"}, headers={"HX-Request": "true"})
    assert "秦桂芳" in answer.content.decode()


@pytest.mark.clause("SC-8.4", "XF-11", "XF-9.2.1")
def test_the_timeline_tells_who_did_what_with_the_clause_behind_it(hall: Hall, chen: Clerk) -> None:
    case_no = hall.ended("2026-11-24 10:00")
    page = chen.get(f"/cases/{case_no}/")
    assert "监督办 顾清和 交区住建局办理；意见：请办理 附件2" in page
    assert "区住建局 莫海涛 认领 第九条（二）1" in page
    assert page.index("办结，结局：办成") < page.index("登记诉求，来自")
    markup = chen.raw(f"/cases/{case_no}/").content.decode()
    assert 'title="责任明确的甄别后督促认领；不明确、复杂、跨部门的由领导小组研究"' in markup
    assert "/standard/guilin-xiufeng/2024-05-17#XF-9.2.1" in markup


@pytest.mark.clause("XF-10.3.1")
def test_every_duty_says_who_by_when_and_how_it_was_counted(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 10:00")
    page = Clerk("mo").get(f"/cases/{case_no}/")
    assert "处理完成并回复剩 2 小时 30 分" in page
    assert "区住建局 办结前须办今天 17:00" in page
    assert "11月23日（一）分办，当日不计" in page
    assert "认领超" in page
    assert "原文只说督促认领，没有写时限；本中心定为半个工作日" in page


@pytest.mark.clause("SC-8.4")
def test_duties_no_longer_owed_say_whether_they_were_met(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-23 10:00")
    hall.do("mo", case_no, "claim", "2026-11-24 10:00")
    assert "认领已办，超时" in chen.get(f"/cases/{case_no}/")


def test_what_i_owe_comes_first_and_the_next_step_says_why_not_yet(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    hall.do("mo", case_no, "claim", "2026-11-24 10:05")
    markup = Clerk("mo").raw(f"/cases/{case_no}/").content.decode()
    assert f'class="btn go" href="/cases/{case_no}/reply" data-key="r"' in markup
    page = chen.get(f"/cases/{case_no}/")
    assert "本件现在是“办理中”，不能反馈诉求人；要先到“已回复，待反馈”。 第十一条" in page


@pytest.mark.clause("XF-9.2.1", "XF-10.3.2")
def test_the_rail_follows_the_route_the_case_takes(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00", kind="complex", complex_because="several")
    assert "提交会议研究" in chen.get(f"/cases/{case_no}/")
    plain = hall.placed("2026-11-24 10:00")
    markup = chen.raw(f"/cases/{plain}/").content.decode()
    assert '<li class="now" aria-current="step"><span>认领</span>' in markup
    assert '<li class="did"><span>分办</span>' in markup
    consulted = hall.register("2026-11-24 10:00", kind="consultation", ground="other")
    rail = chen.raw(f"/cases/{consulted}/").content.decode().partition("</ol>")[0]
    assert "<span>当场答复</span>" in rail
    assert "<span>分办</span>" not in rail


def test_what_was_entered_later_shows_both_times(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-23 10:00")
    answer = chen.fill_in(
        f"/cases/{case_no}/note",
        text="电话联系过诉求人",
        done_at="2026-11-23T16:00",
        late_reason="当时停电",
        late_allowed_by="lin",
    )
    page = chen.get(answer["Location"])
    assert "昨天 16:00" in page
    assert "补录于 今天 14:30，林佩文 同意，原因：当时停电" in page


def erasure_of(case_no: str) -> Fact:
    """The fact that a petitioner's details were erased."""
    who: dict[str, str | None] = {"user": "chen", "role": "window", "unit": "hall"}
    return Fact(case_no, "personal_erased", "erase-1", NOW, NOW, who, {})


def test_erased_details_are_said_to_be_erased(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    erase_personal("hall", erasure_of(case_no))
    page = chen.get(f"/cases/{case_no}/")
    assert "已依法删除" in page
    assert "装电梯" not in page
    assert "秦*芳" not in page


def test_a_case_one_may_not_see_and_one_that_never_was_look_alike(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    stranger = Clerk("wei")
    hidden = stranger.raw(f"/cases/{case_no}/", 404)
    missing = stranger.raw("/cases/MQ20200101-999/", 404)
    assert hidden.content == missing.content
    for act in ("claim", "reply", "no-such-act"):
        assert stranger.raw(f"/cases/{case_no}/{act}", 404).content == missing.content
    assert stranger.raw(f"/cases/{case_no}/reveal/phone", 404).content == missing.content


@pytest.mark.clause("XF-7.5", "XF-9.2.3")
def test_a_complaint_does_not_exist_for_those_complained_of(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 10:00", ground="conduct", accused_units=["tax"])
    Clerk("rao").raw(f"/cases/{case_no}/", 404)
    assert "作风效能，须回避" in Clerk("chen").get(f"/cases/{case_no}/")


def test_a_late_duty_says_whose_it_is(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-16 10:00")
    tick.run(NOW)
    page = chen.get(f"/cases/{case_no}/")
    assert "“认领（区住建局）”超过时限" in page
