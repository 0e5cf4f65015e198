"""Block points and staff records by their pages: every step, and nothing to those accused."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.improvement import causes
from bancheng.improvement.point_row import Point
from bancheng.improvement.staff_record_row import StaffRecord
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk, words
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database

TITLE = "装电梯，规划和住建互相要意见"


def put_up(case_no: str, who: str = "chen", **differs: object) -> str:
    """A point put up by the page; its address."""
    form = f"/bottlenecks/new?case={case_no}"
    fields: dict[str, Any] = {
        "title": TITLE,
        "cause": "departments",
        "cases": [case_no],
        "proposal": "合用一份",
    }
    answer = Clerk(who).fill_in(form, **{**fields, **differs})
    return answer["Location"]


@pytest.mark.clause("XF-4", "SC-6.3.3", "SC-8.1")
def test_a_point_goes_from_a_case_to_being_checked_by_its_pages(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    chen = Clerk("chen")
    assert f"/bottlenecks/new?case={case_no}" in chen.raw(f"/cases/{case_no}/").content.decode()
    address = put_up(case_no)
    assert f"{case_no} 已经列在" in chen.get(f"/bottlenecks/new?case={case_no}")
    jiang, mo, gu = Clerk("jiang"), Clerk("mo"), Clerk("gu")
    assert "定采不采纳" in jiang.get("/")
    assert TITLE not in mo.get("/")
    assert "采纳，交人改" in jiang.get(address)
    given: dict[str, Any] = {"owner": "unit:housing", "due_on": "2026-12-31", "reason": "每月都有"}
    jiang.fill_in(f"{address}adopt", **given)
    assert "由区住建局改" in mo.get(address)
    assert TITLE in mo.get("/bottlenecks/")
    assert "12月31日前 报告改了什么" in " ".join(mo.get("/").split())
    assert TITLE not in jiang.get("/")
    mo.fill_in(f"{address}done", what="两张表合成一张", done_on="2026-11-24")
    assert "报告改好了，2026-11-24 起就是这样" in gu.get(address)
    assert TITLE not in mo.get("/")
    assert "核对改没改" in gu.get("/")
    gu.fill_in(f"{address}check", works="yes", text="窗口只收一张表了")
    page = chen.get(address)
    for said in ("已核对", "理由：每月都有", "看到：窗口只收一张表了", "顾清和 核对：改好了"):
        assert said in page, said
    assert TITLE not in gu.get("/")
    assert TITLE in chen.get("/bottlenecks/?which=checked")


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    chen = Clerk("chen")
    fields = {"title": "", "cause": "departments", "cases": [case_no], "proposal": "合用一份"}
    answer = chen.fill_in("/bottlenecks/new", 422, **fields)
    assert "请用一句话写明堵在哪里" in words(answer)
    assert "合用一份</textarea>" in answer.content.decode()
    none = chen.fill_in("/bottlenecks/new", 422, title=TITLE, cause="departments")
    assert "至少一件" in words(none)
    unknown = {"title": TITLE, "cause": "departments", "more_cases": "MQ20261123-999"}
    assert "不在您能查看的范围内" in words(chen.fill_in("/bottlenecks/new", 422, **unknown))
    address = put_up(case_no)
    late = {"owner": "unit:housing", "due_on": "2026-11-01", "reason": "好"}
    assert "已经过去" in words(Clerk("jiang").fill_in(f"{address}adopt", 422, **late))
    assert "请选核对下来" not in Clerk("jiang").get(f"{address}check")
    assert "不能“核对改没改”" in Clerk("jiang").get(f"{address}check")
    Clerk("jiang").raw(f"{address}dance", 404)


def test_who_may_not_propose_has_no_such_page(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, Unit.objects.get(code="district"), "administrator")
    for who in ("mo", "gu", "root"):
        Clerk(who).raw("/bottlenecks/new", 404)
    Clerk("root").raw("/bottlenecks/", 404)
    assert "立为堵点" not in Clerk("mo").get(f"/cases/{case_no}/")


@pytest.mark.clause("XF-4", "SC-6.3.3", "SC-8.1")
def test_six_cases_of_one_cause_suggest_a_point_with_those_cases_chosen(hall: Hall) -> None:
    for day in ("03", "04", "05", "06", "09", "10"):
        number = hall.register(f"2026-11-{day} 09:00", kind="consultation")
        hall.do("chen", number, "answer", f"2026-11-{day} 09:10", text="已说清")
        hall.do(
            "chen", number, "complete", f"2026-11-{day} 09:20", outcome="done", cause="materials"
        )
    causes.gather(at("2026-11-24 14:30"))
    page = Clerk("chen").raw("/bottlenecks/").content.decode()
    assert "90 日里 6 件工单写了“材料”" in page or "6 件工单写了“材料”，要不要立为堵点" in page
    address = page.split('href="/bottlenecks/new?')[1].split('"')[0].replace("&amp;", "&")
    form = Clerk("chen").raw(f"/bottlenecks/new?{address}").content.decode()
    assert form.count('name="cases"') == form.count(" checked><span>MQ") == 6
    assert "要不要立为堵点" not in Clerk("mo").get("/bottlenecks/")


@pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c", "SC-8.4")
def test_no_page_of_points_tells_those_complained_of(hall: Hall) -> None:
    accused = {"accused_units": ["tax"], "accused_users": ["lin"]}
    lin, rao = Clerk("lin"), Clerk("rao")
    before = {who: who.get("/bottlenecks/") for who in (lin, rao)}
    case_no = hall.register("2026-11-23 09:00", "general", ground="conduct", **accused)
    causes.gather(at("2026-11-24 14:30"))
    address = put_up(case_no, cause="attitude")
    assert TITLE in Clerk("jiang").get("/bottlenecks/")
    missing = lin.raw("/bottlenecks/0123456789ab/", 404).content
    for who in (lin, rao):
        assert who.get("/bottlenecks/") == before[who]
        for part in ("", "adopt", "cite"):
            assert who.raw(f"{address}{part}", 404).content == missing
    offered = lin.raw("/bottlenecks/new?cause=attitude").content.decode()
    assert case_no not in offered
    assert case_no in Clerk("chen").raw("/bottlenecks/new?cause=attitude").content.decode()


def test_a_list_of_points_costs_the_same_however_many_there_are(hall: Hall) -> None:
    put_up(hall.placed("2026-11-23 09:00"))
    chen = Clerk("chen")
    few = len(asked(chen, "/bottlenecks/"))
    for _ in range(5):
        put_up(hall.placed("2026-11-23 09:00"))
    assert len(asked(chen, "/bottlenecks/")) == few
    one = Point.objects.latest("pk").key
    assert len(asked(chen, f"/bottlenecks/{one}/")) <= 14


@pytest.mark.clause("XF-14")
def test_praise_is_proposed_confirmed_by_another_and_read_by_its_person(hall: Hall) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    jiang, gu, chen = Clerk("jiang"), Clerk("gu"), Clerk("chen")
    given: dict[str, Any] = {
        "person": "chen",
        "kind": "praise",
        "reason": "连着三天帮老人填表",
        "cases": case_no,
    }
    address = jiang.fill_in("/staff-records/new", **given)["Location"]
    assert "没有记您的记录" in chen.get("/staff-records/")
    chen.raw(address, 404)
    assert "请另一个人确认" in jiang.get(address)
    assert "等另一个人确认" in gu.get("/staff-records/")
    gu.post(f"{address}confirm", command_id="c-1")
    assert "连着三天帮老人填表" in chen.get("/staff-records/")
    assert "已确认" in chen.get(address)
    gu.post(f"{address}revoke", command_id="c-2", reason="记错了人")
    assert "记错了人" not in chen.get(address)
    jiang.post(f"{address}confirm", command_id="c-3")
    assert "已撤销" in chen.get(address)


@pytest.mark.clause("XF-14")
def test_a_record_without_reason_or_case_is_refused_at_its_field(hall: Hall) -> None:
    jiang = Clerk("jiang")
    given: dict[str, Any] = {
        "person": "chen",
        "kind": "criticism",
        "reason": "",
        "cases": hall.ended(),
    }
    assert "请写明事情和理由" in words(jiang.fill_in("/staff-records/new", 422, **given))
    given |= {"reason": "没有说明理由", "cases": ""}
    answer = jiang.fill_in("/staff-records/new", 422, **given)
    assert "至少一件" in words(answer)
    assert "没有说明理由</textarea>" in answer.content.decode()
    Clerk("chen").raw("/staff-records/new", 404)
    assert not StaffRecord.objects.exists()


@pytest.mark.clause("XF-14", "XF-9.2.3")
def test_the_person_reads_a_record_and_never_the_complaint_behind_it(hall: Hall) -> None:
    case_no = hall.register(
        "2026-11-23 09:00",
        "general",
        ground="conduct",
        accused_users=["lin"],
        accused_units=["tax"],
    )
    given: dict[str, Any] = {
        "person": "lin",
        "kind": "criticism",
        "reason": "提前停了号",
        "cases": case_no,
    }
    address = Clerk("jiang").fill_in("/staff-records/new", **given)["Location"]
    Clerk("gu").post(f"{address}confirm", command_id="c-1")
    page = Clerk("lin").raw(address).content.decode()
    assert "提前停了号" in page
    assert case_no not in page
    assert case_no in Clerk("gu").raw(address).content.decode()
