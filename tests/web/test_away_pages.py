"""请假和替岗 by pages: who may enter what for whom, and what others see of it."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.away import name_substitute
from bancheng.people.establish import open_window
from bancheng.people.models import Absence, Post, StandIn, Unit
from bancheng.people.rota import put_on_shift
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database

TIMES: dict[str, Any] = {
    "starts_at": "2026-11-25T09:00",
    "ends_at": "2026-11-26T17:00",
    "reason": "sick",
}


def post_of(hall: Hall, who: str) -> Post:
    return Post.objects.get(user=hall.people[who])


def away(clerk: Clerk, hall: Hall, who: str, substitute: str = "", **fields: Any) -> int:
    """Entered by page; the absence's key."""
    given: dict[str, Any] = {**TIMES, f"post{post_of(hall, who).pk}": substitute, **fields}
    answer = clerk.post("/away/new", hall="hall", who=who, **given)
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


@pytest.mark.clause("SC-8.2")
def test_going_on_leave_with_a_colleague_of_the_same_post_needs_nobody_else(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    key = away(chen, hall, "chen", "lin")
    page = chen.get(f"/away/{key}/")
    assert "由 林佩文 代" in page
    assert "病假" in page
    others = Clerk("gu").get(f"/away/{key}/")
    assert "林佩文" in others
    assert "病假" not in others, "why somebody is away is for those who plan"
    assert "陈晓岚" in Clerk("gu").get("/away/")
    assert "病假" in Clerk("jiang").get("/away/"), "the office writes the rota"
    clock.pass_by(days=1)
    assert "正在代陈晓岚" in Clerk("lin").get("/roster/")


def test_nobody_gives_a_right_away_by_going_on_leave(hall: Hall, chen: Clerk) -> None:
    page = chen.get("/away/new")
    assert "林佩文" in page
    for other in ("江望舒", "莫海涛", "顾清和"):
        assert other not in page
    post = post_of(hall, "chen")
    fields: dict[str, Any] = {**TIMES, f"post{post.pk}": "mo"}
    refused = chen.post("/away/new", 422, hall="hall", **fields).content.decode()
    assert "不能由选的这个人代" in refused
    assert not Absence.objects.exists()


def test_a_substitute_named_by_the_office_can_be_taken(hall: Hall, chen: Clerk) -> None:
    name_substitute(
        post_of(hall, "chen"), hall.people["mo"], by=hall.people["jiang"], at=at("2026-11-24 14:00")
    )
    assert '<option value="mo" selected>' in chen.raw("/away/new").content.decode()
    away(chen, hall, "chen", "mo")
    assert StandIn.objects.get().user == hall.people["mo"]


def test_the_office_enters_and_changes_it_for_the_window(hall: Hall) -> None:
    office = Clerk("jiang")
    key = away(office, hall, "chen", "gu")
    absence = Absence.objects.get()
    assert (absence.user, absence.entered_by) == (hall.people["chen"], hall.people["jiang"])
    post = post_of(hall, "chen").pk
    office.post(f"/away/{key}/", do="name", post=post, person="lin")
    assert [one.user.username for one in StandIn.objects.filter(ended_at=None)] == ["lin"]
    office.post(f"/away/{key}/", do="name", post=post, person="")
    assert "没有人代" in office.get(f"/away/{key}/")
    history = office.get(f"/away/{key}/")
    assert "江望舒 今天 14:30 登记" in history
    assert "定由顾清和代" in history
    assert "林佩文不再代" in history


def test_a_clerk_enters_nothing_for_others(hall: Hall, chen: Clerk) -> None:
    chen.get("/away/new?who=lin", 404)
    chen.post("/away/new", 404, hall="hall", who="lin", **TIMES)
    key = away(Clerk("lin"), hall, "lin")
    chen.post(f"/away/{key}/", 404, do="back")
    assert "现在回来" not in chen.get(f"/away/{key}/")


def test_who_stands_in_for_a_body_of_the_region_is_the_administrators_word(hall: Hall) -> None:
    office = Clerk("jiang")
    assert "还没有定 B 角" in office.get("/away/new")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    away(Clerk("keeper"), hall, "jiang", "chen")
    assert StandIn.objects.get().user == hall.people["chen"]


@pytest.mark.clause("SC-8.2", "XF-5")
def test_the_turns_of_the_rota_in_that_time_are_listed_with_whoever_stands_in(
    hall: Hall, chen: Clerk
) -> None:
    window = open_window(Unit.objects.get(code="hall"), "一号窗", "一楼")
    put_on_shift(window, hall.people["chen"], at("2026-11-25 09:00"), at("2026-11-25 12:00"))
    key = away(chen, hall, "chen", "lin")
    assert "明天 09:00–12:00 一号窗 林佩文（代陈晓岚）" in chen.get(f"/away/{key}/").replace(
        "　", " "
    )
    Clerk("lin").post("/away/new", hall="hall", **{**TIMES, f"post{post_of(hall, 'lin').pk}": ""})
    page = chen.get(f"/away/{key}/").replace("　", " ")
    assert "明天 09:00–12:00 一号窗 ▲ 没有人代" in page
    assert "也不在，那段时间没有人代，不会自动转给别人" in page


def test_coming_back_early_and_calling_off(hall: Hall, chen: Clerk, clock: Clock) -> None:
    key = away(chen, hall, "chen", "lin")
    chen.post(f"/away/{key}/", do="back")
    assert "已取消" in chen.get(f"/away/{key}/")
    again = away(chen, hall, "chen", "lin")
    clock.pass_by(hours=22)
    chen = Clerk("chen")
    assert "现在不在" in chen.get(f"/away/{again}/")
    chen.post(f"/away/{again}/", do="back")
    assert "已回来" in chen.get(f"/away/{again}/")
    assert "已经结束" in chen.post(f"/away/{again}/", 422, do="back").content.decode()
    assert "没有人登记" in chen.get("/away/")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"starts_at": ""}, "请写明从几时起不在"),
        ({"ends_at": "soon"}, "请写明到几时回来"),
        ({"reason": "flu"}, "请选原因"),
        ({"ends_at": "2026-11-25T08:00"}, "结束时间要晚于开始时间"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    hall: Hall, chen: Clerk, fields: dict[str, Any], why: str
) -> None:
    answer = chen.post("/away/new", 422, hall="hall", **{**TIMES, **fields}).content.decode()
    assert why in answer
    kept = {**TIMES, **fields}["starts_at"]
    assert f'value="{kept}"' in answer
    assert not Absence.objects.exists()


def test_an_absence_elsewhere_is_not_found(hall: Hall, chen: Clerk) -> None:
    chen.get("/away/999/", 404)
    stranger = create_user("stranger", "路人甲", PASSWORD, must_change_password=False)
    del stranger
    key = away(chen, hall, "chen", "lin")
    Clerk("stranger").get(f"/away/{key}/", 404)


@pytest.mark.clause("XF-9")
def test_the_list_of_duties_says_in_whose_place(hall: Hall, chen: Clerk, clock: Clock) -> None:
    case_no = hall.register("2026-11-24 14:00")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    away(Clerk("keeper"), hall, "jiang", "chen", starts_at="2026-11-24T15:00")
    assert "代 江望舒" not in chen.get("/")
    clock.pass_by(minutes=40)
    chen = Clerk("chen")
    page = chen.get("/")
    assert "甄别审核" in page
    assert "代 江望舒" in page
    chen.does(case_no, "screen")
    assert "办公室 陈晓岚（代江望舒） 甄别审核" in chen.get(f"/cases/{case_no}/").replace("　", " ")


def test_a_list_of_absences_asks_no_more_for_many_than_for_few(hall: Hall, chen: Clerk) -> None:
    away(chen, hall, "chen", "lin")
    few = len(asked(chen, "/away/"))
    for day in range(1, 15):
        times = {"starts_at": f"2026-12-{day:02}T09:00", "ends_at": f"2026-12-{day:02}T12:00"}
        away(chen, hall, "chen", "lin", **times)
    assert len(asked(chen, "/away/")) == few
    assert few <= 3 + 10
