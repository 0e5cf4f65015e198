"""离岗移交: nothing that is somebody's by name is left without somebody (XF-9)."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.people.appoint import appoint, create_user, disable, end_post
from bancheng.people.away import go_away, name_substitute
from bancheng.people.establish import open_window
from bancheng.people.models import HandedOn, Post, Shift, StandIn, Substitute, Unit, Window
from bancheng.people.rota import put_on_shift
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = pytest.mark.database

LEAVING = "/roster/chen/leaving"


@pytest.fixture
def window(hall: Hall) -> Window:
    Post.objects.update(from_on=at("2026-01-05 09:00").date())
    return open_window(Unit.objects.get(code="hall"), "一号窗", "一楼")


@pytest.fixture
def office(window: Window) -> Clerk:
    return Clerk("jiang")


def answerable(case_no: str) -> str | None:
    return CaseRow.objects.get(case_no=case_no).answerable


@pytest.mark.clause("XF-9")
def test_everything_that_is_somebodys_by_name_is_shown_and_handed_on_in_one_go(
    hall: Hall, window: Window, office: Clerk
) -> None:
    first, second = hall.register("2026-11-23 09:00"), hall.register("2026-11-24 09:00")
    third = hall.register("2026-11-24 10:00", traits=["elderly"])
    hall.do("chen", third, "assist", "2026-11-24 10:05", helper="chen")
    put_on_shift(window, hall.people["chen"], at("2026-11-25 09:00"), at("2026-11-25 12:00"))
    lin_post = Post.objects.get(user=hall.people["lin"])
    name_substitute(
        lin_post, hall.people["chen"], by=hall.people["jiang"], at=at("2026-11-24 14:00")
    )
    go_away(
        hall.people["lin"],
        at("2026-11-26 09:00"),
        at("2026-11-27 09:00"),
        "leave",
        {lin_post: hall.people["chen"]},
        by=hall.people["lin"],
        at=at("2026-11-24 14:00"),
    )
    user = create_user("pan", "潘新来", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="hall"), "window")
    page = office.get(LEAVING)
    for words in (
        first,
        second,
        third,
        "也在帮办代办",
        "排了的班 明天 09:00–12:00 一号窗",
        "林佩文（“办不成事”反映窗口工作人员） 的 B 角".replace(" ", ""),
        "不在的时候由陈晓岚代",
    ):
        assert words.replace(" ", "") in page.replace(" ", "").replace("　", "")
    chosen: dict[str, Any] = {"to_all": "pan", "why": "陈晓岚调走", f"to-c{second}": "lin"}
    office.fill_in(LEAVING, **chosen)
    assert [answerable(n) for n in (first, second, third)] == ["pan", "lin", "pan"]
    assert "交接给潘新来，帮办代办由潘新来接着办：陈晓岚调走" in office.get(f"/cases/{third}/")
    assert [s.user.username for s in Shift.objects.filter(struck_at=None)] == ["pan"]
    assert Substitute.objects.get(ended_at=None).user == user
    assert StandIn.objects.get(ended_at=None).user == user
    assert "名下没有要移交的" in office.get(LEAVING)


def test_who_helped_with_a_case_that_a_program_registered_hands_it_on_whole(
    hall: Hall, window: Window, office: Clerk
) -> None:
    case_no = hall.register("2026-11-24 10:00", traits=["elderly"])
    hall.do("chen", case_no, "assist", "2026-11-24 10:05", helper="chen")
    program = create_user("api.zone", "专区平台", must_change_password=False, is_program=True)
    appoint(program, Unit.objects.get(code="hall"), "window")
    CaseRow.objects.filter(case_no=case_no).update(answerable=program.username)
    office.fill_in(LEAVING, to_all="lin", why="陈晓岚调走")
    assert answerable(case_no) == "lin"


@pytest.mark.clause("XF-9", "XF-9.2.3")
def test_what_cannot_be_handed_on_is_named_with_the_reason_and_the_rest_is_done(
    hall: Hall, window: Window, office: Clerk
) -> None:
    plain = hall.register("2026-11-24 09:00")
    about = hall.register(
        "2026-11-24 09:10", ground="conduct", accused_users=["lin"], accused_units=["tax"]
    )
    put_on_shift(window, hall.people["chen"], at("2026-11-25 09:00"), at("2026-11-25 12:00"))
    put_on_shift(window, hall.people["lin"], at("2026-11-25 11:00"), at("2026-11-25 13:00"))
    page = office.fill_in(LEAVING, 422, to_all="lin").content.decode()
    assert "已移交 1 项，2 项没有移交成" in page
    assert "接手的人看不到这件工单" in page
    assert "林佩文11-25 11:00 至 11-25 13:00已排了班，时间重叠" in page
    assert (answerable(plain), answerable(about)) == ("lin", "chen")
    kept = Shift.objects.get(user=hall.people["chen"])
    assert kept.struck_at is None, "a turn nobody could take stays where it was"
    assert f">{plain}</a>" not in office.raw(LEAVING).content.decode()


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_one_who_hands_on_is_neither_shown_nor_counted(
    hall: Hall, window: Window, clock: Clock
) -> None:
    about = hall.register(
        "2026-11-24 09:10", ground="conduct", accused_users=["jiang"], accused_units=["tax"]
    )
    end_post(Post.objects.get(user=hall.people["chen"]))
    office = Clerk("jiang")
    page = office.get(LEAVING)
    assert about not in page
    assert "名下没有要移交的" in page
    office.post(LEAVING, do="settled")
    assert "看看名下还有什么" not in office.get("/")
    assert not HandedOn.objects.get().everything
    hall.people["he"] = create_user("he", "何同在", PASSWORD, must_change_password=False)
    appoint(hall.people["he"], Unit.objects.get(code="office"), "leading_office")
    other = Clerk("he")
    assert "陈晓岚今天起不再任职，看看名下还有什么没移交" in other.get("/")
    assert about in other.get(LEAVING)


@pytest.mark.clause("XF-9")
def test_leavers_stand_above_the_duties_until_nothing_is_left(
    hall: Hall, window: Window, office: Clerk, clock: Clock
) -> None:
    case_no = hall.register("2026-11-24 09:00")
    end_post(Post.objects.get(user=hall.people["chen"]), on=at("2026-12-01 12:00").date())
    assert "陈晓岚12月1日起不再任职" in office.get("/")
    assert "看看名下" not in Clerk("lin").get("/"), "those who write the rota see to it"
    office.fill_in(LEAVING, to_all="lin")
    assert "不再提醒" not in office.get(LEAVING), "until the last day more may come"
    office.post(LEAVING, do="settled")
    assert not HandedOn.objects.exists()
    assert answerable(case_no) == "lin"
    clock.pass_by(days=7)
    office = Clerk("jiang")
    assert "陈晓岚今天起不再任职" in office.get("/")
    office.post(LEAVING, do="settled")
    assert HandedOn.objects.get().everything
    assert "看看名下" not in office.get("/")


def test_it_is_not_settled_while_something_is_left(hall: Hall, office: Clerk) -> None:
    hall.register("2026-11-24 09:00")
    end_post(Post.objects.get(user=hall.people["chen"]))
    office.post(LEAVING, do="settled")
    assert "还有没移交的" in office.get(LEAVING)
    assert not HandedOn.objects.exists()


@pytest.mark.clause("XF-9")
def test_an_account_closed_in_haste_is_followed_up_too(hall: Hall, office: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    disable(hall.people["chen"])
    assert "陈晓岚账号已停用，看看名下" in office.get("/")
    office.fill_in(LEAVING, to_all="lin")
    assert answerable(case_no) == "lin"


def test_the_administrator_sees_that_cases_are_left_and_no_case(hall: Hall, window: Window) -> None:
    case_no = hall.register("2026-11-24 09:00")
    put_on_shift(window, hall.people["chen"], at("2026-11-25 09:00"), at("2026-11-25 12:00"))
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    clerk = Clerk("keeper")
    page = clerk.get(LEAVING)
    assert "名下还有没移交的工单。管理员不经手工单" in page
    assert case_no not in page
    clerk.fill_in(LEAVING, to_all="lin")
    assert answerable(case_no) == "chen"
    assert [s.user.username for s in Shift.objects.filter(struck_at=None)] == ["lin"]
    assert "确认没有遗留" not in clerk.get(LEAVING)


def test_one_hands_on_ones_own_and_nobody_elses(hall: Hall, chen: Clerk, window: Window) -> None:
    case_no = hall.register("2026-11-24 09:00")
    chen.get("/roster/lin/leaving", 404)
    Clerk("mo").get(LEAVING, 404)
    assert "请选交给谁" in chen.fill_in(LEAVING, 422).content.decode()
    assert answerable(case_no) == "chen"
    chen.fill_in(LEAVING, to_all="lin")
    assert answerable(case_no) == "lin"


def test_sent_twice_each_case_is_handed_on_once(hall: Hall, office: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    carried = office.carried(LEAVING)
    for status in (303, 422):
        office.post(LEAVING, status, to_all="lin", **carried)
    assert hall.version(case_no) == 3


@pytest.mark.clause("XF-9")
@pytest.mark.parametrize("do", ["end", "close"])
def test_ending_a_post_or_an_account_leads_to_what_is_still_open(
    hall: Hall, window: Window, do: str
) -> None:
    hall.register("2026-11-24 09:00")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    clerk = Clerk("keeper")
    assert "离岗移交" in clerk.get("/staff/chen/")
    assert "离岗移交" not in clerk.get("/staff/keeper/")  # who serves in no hall hands nothing on
    post = Post.objects.get(user=hall.people["chen"])
    answer = clerk.post("/staff/chen/", 302, do=do, post=post.pk)
    assert answer["Location"] == LEAVING
    assert "名下还有没移交的" in clerk.get(LEAVING)
    assert clerk.post("/staff/rao/", 302, do="close")["Location"] == "/staff/rao/"
