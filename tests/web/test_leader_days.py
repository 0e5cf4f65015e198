"""领导进大厅: days planned, who came, what each settled (SC-8.3.1)."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.erase import erase
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import LeaderDay, LeaderDayLine, Post, Unit
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = pytest.mark.database

PLANNED: dict[str, Any] = {
    "hall": "hall",
    "person": "li",
    "falls_on": "2026-11-24",
    "starts": "14:00",
    "ends": "16:00",
}


@pytest.fixture
def office(hall: Hall) -> Clerk:
    Post.objects.update(from_on=at("2026-01-05 09:00").date())
    return Clerk("jiang")


def planned(office: Clerk, **fields: Any) -> LeaderDay:
    office.post("/leader-days/", **{**PLANNED, **fields})
    day = LeaderDay.objects.order_by("-pk").first()
    assert day is not None
    return day


@pytest.mark.clause("SC-8.3.1")
def test_a_day_is_planned_and_shown_to_the_window(hall: Hall, office: Clerk, chen: Clerk) -> None:
    planned(office, falls_on="2026-11-26")
    assert "11月26日 14:00–16:00 李仲谋" in chen.get("/rota/").replace("　", " ")
    page = chen.get("/leader-days/")
    assert "已排" in page
    assert "排一天" not in page, "the window reads it, the office plans it"
    chen.post("/leader-days/", 404, **PLANNED)


@pytest.mark.clause("SC-8.3.1")
def test_what_a_leader_did_that_day_comes_from_the_journal(
    hall: Hall, office: Clerk, chen: Clerk
) -> None:
    day = planned(office)
    case_no = hall.register("2026-11-24 14:05", kind="complex", complex_because="several")
    hall.do("jiang", case_no, "refer", "2026-11-24 14:10", question="谁牵头")
    hall.do("li", case_no, "determine", "2026-11-24 14:20", minutes="住建牵头", lead="housing")
    address = f"/leader-days/{day.pk}/"
    chen.post(address, do="came", clock="14:02")
    fields: dict[str, Any] = {"case_no": case_no.lower(), "text": "当面听了秦女士的事，定住建牵头"}
    chen.fill_in(address, do="note", **fields)
    page = office.get(address)
    assert "研究明确" in page
    assert case_no in page
    assert "当面听了秦女士的事，定住建牵头" in page
    month = office.get("/leader-days/")
    assert "14:02–（未记离厅） 办了 1 步 涉及 1 件 记了 1 条" in month.replace("　", " ")
    assert "李仲谋 1 1 1 1" in month
    assert LeaderDay.objects.get().recorded_by == hall.people["chen"]


def test_coming_and_leaving_are_recorded_once_and_in_order(
    hall: Hall, office: Clerk, clock: Clock
) -> None:
    address = f"/leader-days/{planned(office).pk}/"
    for do, when, why in (
        ("left", "14:10", "还没有记到厅时间"),
        ("came", "15:00", "时间还没到"),
        ("came", "later", "请写明几点"),
    ):
        assert why in office.post(address, 422, do=do, clock=when).content.decode()
    office.post(address, do="came", clock="14:05")
    assert (
        "已经记了到厅时间" in office.post(address, 422, do="came", clock="14:06").content.decode()
    )
    assert "不能取消" in office.post(address, 422, do="call_off").content.decode()
    clock.pass_by(minutes=20)
    office.post(address, do="left", clock="14:40")
    assert "14:05–14:40" in office.get(address)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"person": ""}, "请选哪一位领导"),
        ({"person": "chen"}, "请选哪一位领导"),
        ({"falls_on": ""}, "请写明哪一天"),
        ({"falls_on": "2026-11-20"}, "已经过去"),
        ({"starts": "16:00", "ends": "14:00"}, "结束时间要晚于"),
        ({"starts": ""}, "请写明几点到几点"),
    ],
)
def test_a_day_without_sense_is_refused(
    hall: Hall, office: Clerk, fields: dict[str, Any], why: str
) -> None:
    answer = office.post("/leader-days/", 422, **{**PLANNED, **fields})
    assert why in answer.content.decode()
    assert not LeaderDay.objects.exists()


def test_a_day_is_planned_once_and_a_called_off_one_stays_to_be_seen(
    hall: Hall, office: Clerk
) -> None:
    day = planned(office, falls_on="2026-11-26")
    again = office.post("/leader-days/", 422, **{**PLANNED, "falls_on": "2026-11-26"})
    assert "已经排了进大厅" in again.content.decode()
    office.post(f"/leader-days/{day.pk}/", do="call_off")
    assert "已取消（江望舒）" in office.get("/leader-days/")
    assert planned(office, falls_on="2026-11-26").pk != day.pk


@pytest.mark.clause("SC-8.3.1", "XF-9.2.3")
def test_a_complaint_is_in_no_leaders_day_of_those_complained_of(
    hall: Hall, office: Clerk, chen: Clerk
) -> None:
    day = planned(office)
    about = hall.register(
        "2026-11-24 14:05", ground="conduct", accused_users=["lin"], accused_units=["tax"]
    )
    hall.do("jiang", about, "refer", "2026-11-24 14:06", question="谁来查")
    hall.do("li", about, "determine", "2026-11-24 14:20", minutes="监督办查", lead="housing")
    address = f"/leader-days/{day.pk}/"
    chen.fill_in(address, do="note", case_no=about, text="听了投诉")
    assert about in chen.get(address)
    lin = Clerk("lin")
    seen = lin.get(address)
    assert about not in seen
    assert "听了投诉" not in seen
    assert "李仲谋 1 0 0 0" in lin.get("/leader-days/")
    no_such = lin.fill_in(address, 422, do="note", case_no=about, text="看看").content.decode()
    assert "没有这件工单" in no_such


def test_the_administrator_plans_days_and_reads_no_case(hall: Hall, office: Clerk) -> None:
    day = planned(office)
    case_no = hall.register("2026-11-24 14:05", kind="complex", complex_because="several")
    hall.do("jiang", case_no, "refer", "2026-11-24 14:10", question="谁牵头")
    hall.do("li", case_no, "determine", "2026-11-24 14:20", minutes="住建牵头", lead="housing")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    clerk = Clerk("keeper")
    page = clerk.get(f"/leader-days/{day.pk}/")
    assert case_no not in page
    assert "记下" not in page
    assert "排一天" in clerk.get("/leader-days/")
    clerk.post(f"/leader-days/{day.pk}/", 404, do="note", text="看看", case_no="")


def test_erasing_a_case_takes_what_was_noted_of_it_that_day(
    hall: Hall, office: Clerk, chen: Clerk
) -> None:
    day = planned(office)
    case_no = hall.register("2026-11-24 14:05")
    address = f"/leader-days/{day.pk}/"
    chen.fill_in(address, do="note", case_no=case_no, text="秦桂芳当面讲了")
    chen.fill_in(address, do="note", text="还巡了取号机，遇到桂芳")
    assert not any("桂芳".encode() in bytes(one.words) for one in LeaderDayLine.objects.all())
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    erase(keeper, case_no, "保存期限已满", "erase-1", at("2026-11-24 14:30"))
    page = chen.get(address)
    assert "桂芳" not in page
    assert page.count("（已依法删除）") == 2
    assert not any(bytes(one.words) for one in LeaderDayLine.objects.all())
