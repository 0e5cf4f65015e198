"""AB角 at the two doors: who stands in may read and do what the colleague might, then, and it is
sealed in whose place it was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from bancheng.casework import access
from bancheng.casework.access import NotFound
from bancheng.casework.look import look
from bancheng.casework.queries import my_duties
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.absence import Absence
from bancheng.people.away import come_back, go_away
from bancheng.people.post import Post
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database


class Clock:
    """Time as the doors see it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: str) -> None:
        self.now = at(now)
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def at(self, text: str) -> datetime:
        self.now = at(text)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch, "2026-11-23 08:00")


@pytest.fixture
def hall(clock: Clock, hall: Hall) -> Hall:
    return hall


def away(hall: Hall, who: str, substitute: str, begins: str, ends: str) -> Absence:
    user = hall.people[who]
    posts = dict.fromkeys(Post.objects.filter(user=user), hall.people[substitute])
    return go_away(user, at(begins), at(ends), "leave", posts, by=user, at=timezone.now())


def seen(hall: Hall, who: str) -> set[str]:
    return set(access.visible(hall.people[who]).values_list("case_no", flat=True))


def case_nos(lines: Iterable[Any]) -> list[str]:
    return [line.case.case_no for line in lines]


def test_a_substitute_does_the_part_and_the_journal_says_in_whose_place(
    hall: Hall, clock: Clock
) -> None:
    case_no = hall.register("2026-11-23 09:00")
    away(hall, "jiang", "chen", "2026-11-23 10:00", "2026-11-24 10:00")
    clock.at("2026-11-23 09:59")
    with pytest.raises(Refusal, match="办理"):
        hall.do("chen", case_no, "screen", "2026-11-23 09:59")
    clock.at("2026-11-23 10:00")
    hall.do("chen", case_no, "screen", "2026-11-23 10:00")
    assert read.case(case_no)[-1].actor == {
        "user": "chen",
        "role": "leading_office",
        "unit": "office",
        "recorded": None,
        "substitute_for": "jiang",
    }
    by = look(hall.people["lin"], case_no, clock.now).entries[-1].event.by
    assert (by.user, by.substitute_for) == ("chen", "jiang")


def test_what_one_may_do_anyway_is_done_in_nobodys_place(hall: Hall, clock: Clock) -> None:
    case_no = hall.register("2026-11-23 09:00")
    away(hall, "lin", "chen", "2026-11-23 09:00", "2026-11-24 10:00")
    clock.at("2026-11-23 10:00")
    hall.do("chen", case_no, "note", "2026-11-23 10:00", text="记一笔")
    actor = read.case(case_no)[-1].actor
    assert actor["user"] == "chen"
    assert "substitute_for" not in actor


def test_when_the_absence_is_over_the_part_is_gone_that_very_moment(
    hall: Hall, clock: Clock
) -> None:
    case_no = hall.register("2026-11-23 09:00")
    away(hall, "jiang", "chen", "2026-11-23 10:00", "2026-11-23 11:00")
    clock.at("2026-11-23 10:59")
    assert case_no in case_nos(my_duties(hall.people["chen"], clock.now))
    clock.at("2026-11-23 11:00")
    with pytest.raises(Refusal):
        hall.do("chen", case_no, "screen", "2026-11-23 11:00")


def test_a_department_is_read_only_while_its_colleague_is_away(hall: Hall, clock: Clock) -> None:
    case_no, other = hall.placed("2026-11-23 09:00"), hall.placed("2026-11-23 09:00", "tax")
    absence = away(hall, "mo", "wei", "2026-11-23 10:00", "2026-11-24 10:00")
    assert seen(hall, "wei") == set()
    clock.at("2026-11-23 10:00")
    assert seen(hall, "wei") == {case_no}
    with pytest.raises(NotFound):
        access.row_for(hall.people["wei"], other)
    hall.do("wei", case_no, "claim", "2026-11-23 10:05")
    last = read.case(case_no)[-1]
    assert (last.actor["unit"], last.actor["substitute_for"]) == ("housing", "mo")
    # back at ten past and forty seconds: gone with that second, not with that minute
    come_back(absence, by=hall.people["mo"], at=at("2026-11-23 10:10:40"))
    clock.at("2026-11-23 10:10:39")
    assert seen(hall, "wei") == {case_no}
    clock.at("2026-11-23 10:10:40")
    assert seen(hall, "wei") == set()


def test_duties_say_in_whose_place_they_are_held(hall: Hall, clock: Clock) -> None:
    office, mine = (
        hall.register("2026-11-23 09:00"),
        hall.register("2026-11-23 09:00", kind="consultation", ground="other"),
    )
    away(hall, "jiang", "lin", "2026-11-23 09:00", "2026-11-24 10:00")
    clock.at("2026-11-23 09:30")
    by_case = {
        line.case.case_no: line.in_place_of for line in my_duties(hall.people["lin"], clock.now)
    }
    assert by_case == {office: "jiang", mine: ""}


@pytest.mark.clause("XF-9")
def test_a_case_that_is_a_colleagues_by_name_is_marked_while_they_are_away(
    hall: Hall, clock: Clock
) -> None:
    hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    (line,) = my_duties(hall.people["lin"], clock.now)
    assert line.in_place_of == ""
    away(hall, "chen", "lin", "2026-11-23 09:00", "2026-11-24 10:00")
    clock.at("2026-11-23 09:30")
    (line,) = my_duties(hall.people["lin"], clock.now)
    assert line.in_place_of == "chen"


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_absent_is_kept_from_whoever_reads_in_their_place(
    hall: Hall, clock: Clock
) -> None:
    about = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], accused_users=["mo"]
    )
    for act, who, given in (
        ("screen", "jiang", {}),
        ("transfer", "gu", {"lead": "housing", "opinion": "请办", "signature": "顾清和"}),
    ):
        hall.do(who, about, act, "2026-11-23 09:10", **given)
    away(hall, "mo", "wei", "2026-11-23 09:00", "2026-11-24 10:00")
    clock.at("2026-11-23 09:30")
    assert seen(hall, "mo") == set()
    assert seen(hall, "wei") == set()
    assert my_duties(hall.people["wei"], clock.now) == []
    with pytest.raises(NotFound):
        hall.do("wei", about, "claim", "2026-11-23 09:30")
    # a clerk of the window read it before and reads it still; mo's place gives nothing more
    away(hall, "li", "chen", "2026-11-23 09:31", "2026-11-24 10:00")
    clock.at("2026-11-23 09:40")
    assert about in seen(hall, "chen")


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_substitutes_own_unit_stays_hidden_in_every_place(
    hall: Hall, clock: Clock
) -> None:
    about = hall.register("2026-11-23 09:00", ground="conduct", accused_units=["land"])
    away(hall, "gu", "wei", "2026-11-23 09:00", "2026-11-24 10:00")
    plain = hall.register("2026-11-23 09:10")
    clock.at("2026-11-23 09:30")
    assert plain in seen(hall, "wei")
    assert about not in seen(hall, "wei")
    with pytest.raises(NotFound):
        hall.do("wei", about, "note", "2026-11-23 09:30", text="看看")


def test_nobody_approves_in_the_place_of_whoever_asked(hall: Hall, clock: Clock) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    said = {"solved": "unsolved", "satisfaction": "dissatisfied"}
    hall.do("chen", case_no, "call_back", "2026-11-23 09:30", **said)
    away(hall, "jiang", "li", "2026-11-23 10:00", "2026-11-24 10:00")
    clock.at("2026-11-23 10:10")
    hall.do("li", case_no, "settle", "2026-11-23 10:10", reason="已与本人谈妥")
    with pytest.raises(Refusal) as refused:
        hall.do("li", case_no, "approve", "2026-11-23 10:20")
    assert refused.value.code == "same_person"
