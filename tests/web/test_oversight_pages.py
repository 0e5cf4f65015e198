"""The pages of oversight: the overview, what is followed, a case traced back, the record."""

from __future__ import annotations

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database
CONDUCT = pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c", "SC-8.4")


def complaint(hall: Hall, **accused: list[str]) -> str:
    case_no = hall.register("2026-11-23 09:00", "general", ground="conduct", **accused)
    hall.do("jiang", case_no, "screen", "2026-11-23 09:30")
    return case_no


@pytest.mark.clause("XF-13")
def test_the_overview_has_every_department_in_the_order_of_the_tree(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00", lead="tax")
    hall.placed("2026-11-24 14:00", lead="land")
    page = Clerk("jiang").get("/oversight/")
    places = [page.index(name) for name in ("区住建局 没有", "自然资源分局", "税务局")]
    assert places[0] > 0
    assert "红色预警" in page
    assert "黄色预警" in page
    printed = Clerk("jiang").get("/oversight/print")
    assert "某区政务服务中心应办总览" in printed
    assert "打印人：江望舒" in printed


def test_a_figure_opens_its_list(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    jiang = Clerk("jiang")
    assert case_no in jiang.get("/oversight/held?centre=hall&unit=housing")
    assert "红色预警" in jiang.get("/oversight/held?centre=hall&unit=housing&which=late")
    jiang.raw("/oversight/held?centre=hall&unit=nowhere", 404)
    jiang.raw("/oversight/held?centre=elsewhere&unit=housing", 404)
    jiang.raw("/oversight/held?centre=hall&unit=housing&which=all", 404)


@pytest.mark.parametrize("address", ["/oversight/", "/oversight/print", "/oversight/follow"])
def test_a_department_and_the_administrator_have_no_such_page(hall: Hall, address: str) -> None:
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, Unit.objects.get(code="district"), "administrator")
    for who in ("mo", "root"):
        Clerk(who).raw(address, 404)
    assert "应办总览" not in Clerk("mo").get("/")


def test_the_overview_costs_the_same_however_much_is_owed(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    few = len(asked(Clerk("jiang"), "/oversight/"))
    for _ in range(6):
        hall.placed("2026-11-23 09:00", lead="land")
    assert len(asked(Clerk("jiang"), "/oversight/")) == few
    many = len(asked(Clerk("jiang"), "/oversight/follow?why=late"))
    hall.placed("2026-11-23 09:00", lead="land")
    assert len(asked(Clerk("jiang"), "/oversight/follow?why=late")) == many
    assert few <= 8


@pytest.mark.clause("XF-13", "SC-8.4")
def test_a_dissatisfied_case_is_followed_and_settled_from_the_list(hall: Hall) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    given = {"solved": "unsolved", "satisfaction": "dissatisfied"}
    hall.do("chen", case_no, "call_back", "2026-11-23 09:00", **given)
    jiang = Clerk("jiang")
    page = jiang.get("/oversight/follow")
    assert "不满意 1" in page
    assert case_no in page
    jiang.does(case_no, "supervise", text="请重新看一遍")
    assert "跟踪督办 1 次" in jiang.get("/oversight/follow?why=dissatisfied")


@CONDUCT
def test_no_page_of_oversight_tells_those_complained_of(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    pages = ["/oversight/", "/oversight/print", "/oversight/held?centre=hall&by=supervision"]
    pages += [f"/oversight/follow?why={why}" for why in ("late", "returned", "conduct")]
    lin = Clerk("lin")
    who_may = [page for page in pages if lin.client.get(page).status_code == 200]
    before = {page: lin.get(page) for page in who_may}
    case_no = complaint(hall, accused_units=["tax"], accused_users=["lin"])
    assert {page: lin.get(page) for page in who_may} == before
    for part in ("", "trace", "record", "verify", "inquire"):
        lin.raw(f"/cases/{case_no}/{part}", 404)
    assert case_no in Clerk("jiang").get("/oversight/follow?why=conduct")


@pytest.mark.clause("SC-8.4", "XF-14")
def test_a_fault_is_traced_to_a_person_and_held_against_them(hall: Hall) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    hall.do("mo", case_no, "claim", "2026-11-20 09:30")
    gu = Clerk("gu")
    page = gu.raw(f"/cases/{case_no}/trace").content.decode()
    assert "超 21 小时 30 分（办公 4 小时 30 分）" in page
    address = page.split("hold_accountable?")[1].split('"')[0].replace("&amp;", "&")
    assert address == "person=mo&duty=reply-general%234%40housing"
    form = f"/cases/{case_no}/hold_accountable?{address}"
    shown = gu.raw(form).content.decode()
    assert 'name="person" value="mo" checked' in shown
    duty = "reply-general#4@housing"
    gu.fill_in(form, person="mo", duty=duty, reason="没有说明理由", second_person="jiang")
    assert "认定责任人：莫海涛，事项：处理完成并回复" in gu.get(f"/cases/{case_no}/")


def test_only_those_who_may_hold_accountable_or_supervise_trace(hall: Hall) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    for who, status in (("gu", 200), ("jiang", 200), ("chen", 404), ("mo", 404), ("wei", 404)):
        Clerk(who).raw(f"/cases/{case_no}/trace", status)
    assert "责任倒查" not in Clerk("chen").get(f"/cases/{case_no}/")
    assert "责任倒查" in Clerk("jiang").get(f"/cases/{case_no}/")


@CONDUCT
def test_the_record_goes_along_with_a_transfer(hall: Hall) -> None:
    case_no = complaint(hall, accused_units=["tax"])
    given = {"lead": "supervision", "opinion": "请核查", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-23 10:00", **given)
    hall.do(
        "gu", case_no, "inquire", "2026-11-23 10:10", asked_person="rao", put_question="几点停的号"
    )
    gu = Clerk("gu")
    gu.does(case_no, "verify", verdict="founded", text="监控看了")
    page = gu.get(f"/cases/{case_no}/record")
    for said in ("被反映的 税务局", "核查结论 属实", "几点停的号", "监控看了", "第 1 至 6 条"):
        assert said in page, said
    assert "秦桂芳" not in page
    Clerk("chen").raw(f"/cases/{case_no}/record", 404)
    refused = gu.fill_in(f"/cases/{case_no}/transfer_conduct", 422, to_body="区纪检组")
    assert "理由" in refused.content.decode()
    gu.does(case_no, "transfer_conduct", to_body="区纪检组", reason="仍未改进")


@CONDUCT
def test_the_page_says_who_acts_where_the_supervision_is_complained_of(hall: Hall) -> None:
    case_no = complaint(hall, accused_units=["supervision"])
    page = Clerk("jiang").get(f"/cases/{case_no}/")
    assert "本级回避" in page
    assert "上一级政务服务监督管理部门" in page
    Clerk("gu").raw(f"/cases/{case_no}/", 404)
