"""值班表: a week of every window, gaps named, shifts written and struck by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.away import go_away
from bancheng.people.establish import open_window, set_hall_day
from bancheng.people.models import Post, Shift, Unit, Window
from bancheng.people.rota import put_on_shift
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database


@pytest.fixture
def window(hall: Hall) -> Window:
    """Staffed by people who have been in their posts for a while."""
    Post.objects.update(from_on=at("2026-01-05 09:00").date())
    return open_window(Unit.objects.get(code="hall"), "一号窗", "一楼东侧", phone="0773-1")


@pytest.fixture
def office(hall: Hall) -> Clerk:
    """The office of the leading group writes the rota under this standard."""
    return Clerk("jiang")


def stand(
    hall: Hall, window: Window, who: str, begins: str, ends: str, part: str = "on_duty"
) -> Shift:
    return put_on_shift(window, hall.people[who], at(begins), at(ends), part)


def plan(office: Clerk, window: Window, status: int = 200, **fields: Any) -> str:
    """The preview of a pattern; its words."""
    asked = {
        "hall": "hall",
        "window": str(window.pk),
        "from": "2026-11-30",
        "until": "2026-12-04",
        "span": "whole",
        "change": "day",
        "part": "on_duty",
        **fields,
    }
    answer = office.client.post("/rota/plan", asked)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.clause("XF-5", "SC-8.2")
def test_a_week_shows_who_stands_who_leads_and_where_nobody_does(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    stand(hall, window, "chen", "2026-11-24 09:00", "2026-11-24 12:00", "shift_leader")
    stand(hall, window, "lin", "2026-11-25 09:00", "2026-11-25 17:00")
    page = chen.get("/rota/")
    assert "11月23日至29日" in page
    assert "09:00–12:00 陈晓岚 值班长" in page
    assert "开着没有人 第五条" in page
    assert "周二 11月24日 13:00–17:00 没有排人" in page
    assert "周四 11月26日 09:00–12:00 没有排人" in page
    assert "周六 11月28日 周末" in page
    assert "周一 11月23日 09:00–12:00 没有排人" not in page, (
        "what is past is not put right any more"
    )


def test_only_those_who_write_the_rota_are_asked_to(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    assert "去补上" not in chen.get("/rota/")
    assert "去补上" in Clerk("jiang").get("/rota/")
    chen.get("/rota/plan", 404)
    chen.post(f"/rota/{window.pk}/2026-11-25", 404, do="put", person="chen")
    assert not Shift.objects.exists()


def test_whoever_has_no_part_in_a_hall_sees_no_rota_of_it(hall: Hall, window: Window) -> None:
    create_user("stranger", "路人甲", PASSWORD, must_change_password=False)
    stranger = Clerk("stranger")
    stranger.get("/rota/", 404)
    stranger.get(f"/rota/{window.pk}/2026-11-25", 404)
    stranger.get(f"/rota/sign/{window.pk}", 404)


def test_the_administrator_of_a_hall_writes_its_rota(hall: Hall, window: Window) -> None:
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    clerk = Clerk("keeper")
    assert "排班" in clerk.get("/rota/")
    fields: dict[str, Any] = {
        "do": "put",
        "person": "lin",
        "begins": "09:00",
        "ends": "12:00",
        "part": "on_duty",
    }
    clerk.post(f"/rota/{window.pk}/2026-11-25", **fields)
    assert Shift.objects.get().made_by == keeper


@pytest.mark.clause("SC-8.2")
def test_people_take_turns_on_working_days_and_it_is_seen_before_it_is_saved(
    hall: Hall, window: Window, office: Clerk
) -> None:
    set_hall_day(window.centre, at("2026-12-02 12:00").date(), works=False, reason="停电检修")
    page = plan(office, window, person1="chen", person2="lin")
    assert "能排 4 班" in page
    assert not Shift.objects.exists()
    seen = page.partition('name="seen" value="')[2][:16]
    plan(office, window, 303, person1="chen", person2="lin", seen=seen)
    shifts = [
        (s.user.username, s.starts_at, s.ends_at - s.starts_at, s.made_by)
        for s in Shift.objects.order_by("starts_at")
    ]
    whole = timedelta(hours=8)
    jiang = hall.people["jiang"]
    assert shifts == [
        ("chen", at("2026-11-30 09:00"), whole, jiang),
        ("lin", at("2026-12-01 09:00"), whole, jiang),
        ("chen", at("2026-12-03 09:00"), whole, jiang),
        ("lin", at("2026-12-04 09:00"), whole, jiang),
    ]


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ({"span": "each", "change": "session"}, ["chen 09", "lin 13", "chen 09", "lin 13"]),
        ({"span": "each", "change": "day"}, ["chen 09", "chen 13", "lin 09", "lin 13"]),
        (
            {"span": "own", "begins": "10:00", "ends": "11:30", "change": "week"},
            ["chen 10", "chen 10"],
        ),
    ],
)
def test_turns_change_with_the_session_the_day_or_the_week(
    hall: Hall, window: Window, office: Clerk, fields: dict[str, Any], starts: list[str]
) -> None:
    given: dict[str, Any] = {"person1": "chen", "person2": "lin", "until": "2026-12-01", **fields}
    seen = plan(office, window, **given).partition('name="seen" value="')[2][:16]
    plan(office, window, 303, **given, seen=seen)
    local = [
        f"{s.user.username} {s.starts_at.astimezone(at('2026-12-01 09:00').tzinfo):%H}"
        for s in Shift.objects.order_by("starts_at")
    ]
    assert local == starts


def test_conflicts_are_named_and_the_rest_is_saved(
    hall: Hall, window: Window, office: Clerk
) -> None:
    stand(hall, window, "chen", "2026-11-30 09:00", "2026-11-30 12:00")
    lin = hall.people["lin"]
    begins, ends = at("2026-12-01 00:00"), at("2026-12-02 00:00")
    go_away(lin, begins, ends, "leave", {}, by=lin, at=at("2026-11-24 14:30"))
    given: dict[str, Any] = {"person1": "chen", "person2": "lin", "until": "2026-12-02"}
    page = plan(office, window, **given)
    assert "能排 1 班，2 班排不上" in page
    assert "陈晓岚11-30 09:00 至 11-30 12:00已排了班，时间重叠" in page
    assert "林佩文12-01 00:00 至 12-02 00:00请假、外出，请换一个人" in page
    seen = page.partition('name="seen" value="')[2][:16]
    plan(office, window, 303, **given, seen=seen)
    assert Shift.objects.count() == 2


def test_what_changed_since_it_was_seen_is_shown_again_and_not_saved(
    hall: Hall, window: Window, office: Clerk
) -> None:
    given: dict[str, Any] = {"person1": "chen", "until": "2026-12-02"}
    seen = plan(office, window, **given).partition('name="seen" value="')[2][:16]
    stand(hall, window, "chen", "2026-11-30 09:00", "2026-11-30 12:00")
    page = plan(office, window, **given, seen=seen)
    assert "和刚才看的不一样了" in page
    assert Shift.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "请至少选一个人"),
        ({"person1": "chen", "until": "2026-11-29"}, "结束日期早于开始日期"),
        ({"person1": "chen", "until": "2027-12-31"}, "一次最多排"),
        ({"person1": "chen", "span": "own"}, "请写明几点到几点"),
        ({"person1": "chen", "span": "own", "begins": "12:00", "ends": "09:00"}, "下班时间要晚于"),
        ({"person1": "chen", "from": "2026-11-28", "until": "2026-11-29"}, "这些天窗口都不开"),
    ],
)
def test_a_pattern_without_sense_is_refused_in_a_sentence(
    hall: Hall, window: Window, office: Clerk, fields: dict[str, Any], why: str
) -> None:
    assert why in plan(office, window, 422, **fields)


def test_last_week_is_copied_onto_working_days_only(
    hall: Hall, window: Window, office: Clerk
) -> None:
    stand(hall, window, "chen", "2026-11-23 09:00", "2026-11-23 17:00", "shift_leader")
    stand(hall, window, "lin", "2026-11-27 13:00", "2026-11-27 17:00")
    set_hall_day(window.centre, at("2026-11-30 12:00").date(), works=False, reason="停电")
    address = "/rota/again?hall=hall&to=2026-11-30"
    page = office.raw(address).content.decode()
    assert "能排 1 班" in page
    seen = page.partition('name="seen" value="')[2][:16]
    office.post("/rota/again", hall="hall", to="2026-11-30", copied="2026-11-23", seen=seen)
    copied = Shift.objects.order_by("-starts_at").first()
    assert copied is not None
    assert (copied.user, copied.starts_at) == (hall.people["lin"], at("2026-12-04 13:00"))
    office.post("/rota/again", 200, hall="hall", to="2026-11-30", copied="2026-11-23", seen=seen)
    assert Shift.objects.count() == 3


@pytest.mark.clause("SC-8.2")
def test_a_change_says_who_made_it_and_what_was_stood_stays(
    hall: Hall, window: Window, office: Clerk
) -> None:
    past = stand(hall, window, "lin", "2026-11-24 09:00", "2026-11-24 12:00")
    running = stand(hall, window, "chen", "2026-11-24 13:00", "2026-11-24 17:00")
    address = f"/rota/{window.pk}/2026-11-24"
    assert (
        "这一班已经结束，值班记录不再更改"
        in office.post(address, 422, do="strike", shift=past.pk).content.decode()
    )
    office.post(address, do="swap", shift=running.pk, person="lin")
    page = office.get(address)
    assert "13:00–17:00 陈晓岚 值守 已结束 江望舒 今天 14:30 提前结束".replace(
        " ", ""
    ) in page.replace(" ", "")
    assert "14:30–17:00林佩文值守正在值守江望舒今天14:30排" in page.replace(" ", "").replace(
        "　", ""
    )


def test_a_shift_is_not_put_into_the_past(hall: Hall, window: Window, office: Clerk) -> None:
    fields: dict[str, Any] = {"do": "put", "person": "lin", "begins": "09:00", "ends": "12:00"}
    answer = office.post(f"/rota/{window.pk}/2026-11-24", 422, **fields)
    assert "已经过去的时间不再排班" in answer.content.decode()
    assert not Shift.objects.exists()


def test_a_day_or_window_that_is_none_is_not_found(
    hall: Hall, window: Window, office: Clerk
) -> None:
    for address in (f"/rota/{window.pk}/2026-02-30", "/rota/999/2026-11-24", "/rota/sign/999"):
        office.get(address, 404)
    assert "本周" in office.get("/rota/?on=nonsense&view=decade")


@pytest.mark.clause("XF-5")
def test_a_gap_says_who_is_away_with_nobody_in_their_place(
    hall: Hall, window: Window, office: Clerk
) -> None:
    stand(hall, window, "chen", "2026-11-25 09:00", "2026-11-25 17:00")
    chen = hall.people["chen"]
    go_away(
        chen,
        at("2026-11-25 13:00"),
        at("2026-11-25 17:00"),
        "sick",
        {},
        by=chen,
        at=at("2026-11-24 14:30"),
    )
    page = office.get("/rota/")
    assert "周三 11月25日 13:00–17:00 陈晓岚不在，没有人代" in page.replace("　", " ")


@pytest.mark.clause("XF-5")
def test_an_open_window_with_nobody_stands_above_the_duties_of_whoever_writes_the_rota(
    hall: Hall, window: Window, office: Clerk, chen: Clerk
) -> None:
    assert "一号窗现在开着，没有人值守：没有排人。第五条" in office.get("/")
    assert "没有人值守" not in chen.get("/")
    stand(hall, window, "chen", "2026-11-24 13:00", "2026-11-24 17:00")
    assert "没有人值守" not in office.get("/")
    person = hall.people["chen"]
    go_away(
        person,
        at("2026-11-24 14:00"),
        at("2026-11-24 17:00"),
        "leave",
        {},
        by=person,
        at=at("2026-11-24 14:30"),
    )
    assert "没有人值守：排了的人不在，没有人代" in office.get("/")


@pytest.mark.clause("XF-5", "SC-8.2")
def test_every_page_says_who_stands_in_for_whom(hall: Hall, window: Window, chen: Clerk) -> None:
    stand(hall, window, "chen", "2026-11-24 13:00", "2026-11-24 17:00")
    person = hall.people["chen"]
    posts = dict.fromkeys(Post.objects.filter(user=person), hall.people["lin"])
    go_away(
        person,
        at("2026-11-24 14:00"),
        at("2026-11-24 17:00"),
        "leave",
        posts,
        by=person,
        at=at("2026-11-24 14:30"),
    )
    assert "今日值守 林佩文（代陈晓岚）" in chen.get("/")


@pytest.mark.clause("SC-8.2")
def test_a_case_says_who_stood_at_the_window_when_it_came(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    stand(hall, window, "lin", "2026-11-20 09:00", "2026-11-20 12:00", "shift_leader")
    morning, evening = hall.register("2026-11-20 09:30"), hall.register("2026-11-20 13:30")
    assert "来件时值守：林佩文" in chen.get(f"/cases/{morning}/")
    assert "来件时值守" not in chen.get(f"/cases/{evening}/")


@pytest.mark.clause("SC-6.1.1", "SC-6.1.2", "XF-5")
def test_a_window_has_a_sign_with_place_hours_and_phone(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    page = chen.get(f"/rota/sign/{window.pk}")
    for words in (
        "某区政务服务中心",
        "一号窗",
        "一楼东侧",
        "工作日 09:00-12:00、13:00-17:00",
        "0773-1",
    ):
        assert words in page
    assert "12345政务服务便民热线" in page


@pytest.mark.clause("SC-8.2")
def test_the_sheet_for_the_wall_carries_the_whole_week(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    stand(hall, window, "chen", "2026-11-25 09:00", "2026-11-25 17:00", "shift_leader")
    page = chen.get("/rota/sheet?hall=hall&on=2026-11-25&view=week")
    assert "一号窗值班表 11月23日至29日" in page.replace("　", " ")
    assert "陈晓岚（值班长）" in page
    assert "11月29日周日 周末" in page


def test_a_month_costs_no_more_than_a_week(hall: Hall, window: Window, chen: Clerk) -> None:
    day = at("2026-11-02 09:00")
    put_on_shift(window, hall.people["lin"], day, day + timedelta(hours=3))
    week = len(asked(chen, "/rota/?on=2026-11-02"))
    for n in range(26):
        begins: datetime = day + timedelta(days=n)
        put_on_shift(window, hall.people["chen"], begins, begins + timedelta(hours=3))
    assert len(asked(chen, "/rota/?view=month&on=2026-11-25")) == week
    assert week <= 3 + 8
