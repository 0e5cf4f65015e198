"""Block points 堵点: proposed, adopted or not, done, checked — each step by whoever may."""

from __future__ import annotations

from datetime import datetime
from itertools import count

import pytest

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.improvement import points, reading, seen
from bancheng.improvement.point_row import Point, PointStep
from bancheng.improvement.saying import Said
from bancheng.improvement.whom import Owner
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database

NOW = at("2026-11-24 10:00")
COMMANDS = count(1)
TITLE = "装电梯，规划和住建互相要意见"
HOUSING = Owner(unit="housing")


def command() -> str:
    return f"point-{next(COMMANDS)}"


def put_up(hall: Hall, *cases: str, who: str = "chen", cause: str = "departments") -> Point:
    numbers = cases or (hall.placed("2026-11-23 09:00"),)
    said = Said(TITLE, cause, "两家合用一份意见书", numbers)
    return points.propose(hall.people[who], "hall", said, command(), NOW)


def adopted(hall: Hall, point: Point, owner: Owner = HOUSING) -> Point:
    day = "2026-12-31"
    jiang = hall.people["jiang"]
    return points.adopt(jiang, point.key, owner, day, "每月都有", command(), NOW)


def done(hall: Hall, point: Point, day: str = "2026-11-24", now: datetime = NOW) -> Point:
    return points.report_done(hall.people["mo"], point.key, "合成一张表", day, command(), now)


@pytest.mark.clause("XF-4", "SC-8.1", "SC-6.3.3")
def test_a_point_is_proposed_adopted_done_and_checked_each_step_kept(hall: Hall) -> None:
    point = adopted(hall, put_up(hall))
    done(hall, point)
    points.check(hall.people["gu"], point.key, True, "窗口只收一张表了", command(), NOW)
    stands = seen.point_for(hall.people["jiang"], point.key, NOW)
    assert (stands.stage, stands.owner_unit, str(stands.due_on), str(stands.done_on)) == (
        "checked",
        "housing",
        "2026-12-31",
        "2026-11-24",
    )
    steps = reading.steps_of(stands)
    assert [(line.step.kind, line.step.by) for line in steps] == [
        ("proposed", "chen"),
        ("adopted", "jiang"),
        ("done", "mo"),
        ("checked", "gu"),
    ]
    assert [line.texts for line in steps] == [
        {"title": TITLE, "proposal": "两家合用一份意见书"},
        {"reason": "每月都有"},
        {"what": "合成一张表"},
        {"text": "窗口只收一张表了"},
    ]


@pytest.mark.clause("XF-4")
def test_what_was_not_adopted_says_why_and_can_be_adopted_later(hall: Hall) -> None:
    point = put_up(hall)
    jiang = hall.people["jiang"]
    with pytest.raises(Refusal, match="missing"):
        points.not_adopt(jiang, point.key, "  ", command(), NOW)
    points.not_adopt(jiang, point.key, "上位法不许", command(), NOW)
    assert seen.point_for(jiang, point.key, NOW).stage == "not_adopted"
    assert adopted(hall, point).stage == "adopted"


@pytest.mark.clause("XF-4", "XF-13", "SC-8.1")
def test_each_step_is_taken_only_by_those_the_standard_names(hall: Hall) -> None:
    people = hall.people
    said = Said(TITLE, "departments", "", (hall.placed("2026-11-23 09:00"),))
    for who in ("mo", "gu", "li"):
        with pytest.raises(Refusal, match="not_your_act"):
            points.propose(people[who], "hall", said, command(), NOW)
    point = put_up(hall)
    with pytest.raises(Refusal, match="not_your_act"):
        points.adopt(people["chen"], point.key, HOUSING, "2026-12-31", "好", command(), NOW)
    adopted(hall, point)
    with pytest.raises(Refusal, match="not_your_act"):
        points.report_done(people["jiang"], point.key, "改了", "2026-11-24", command(), NOW)
    with pytest.raises(access.NotFound):
        points.report_done(people["wei"], point.key, "改了", "2026-11-24", command(), NOW)
    done(hall, point)
    with pytest.raises(Refusal, match="not_your_act"):
        points.check(people["chen"], point.key, True, "好", command(), NOW)


@pytest.mark.clause("XF-13", "SC-8.1")
def test_whoever_reported_it_done_does_not_check_it(hall: Hall) -> None:
    point = adopted(hall, put_up(hall), Owner(unit="office"))
    jiang = hall.people["jiang"]
    points.report_done(jiang, point.key, "改了", "2026-11-24", command(), NOW)
    with pytest.raises(Refusal, match="same_person"):
        points.check(jiang, point.key, True, "好", command(), NOW)
    points.check(hall.people["gu"], point.key, False, "窗口还在收两张表", command(), NOW)
    again = seen.point_for(jiang, point.key, NOW)
    assert (again.stage, again.done_on) == ("adopted", None)


def test_a_step_out_of_turn_is_refused(hall: Hall) -> None:
    point = put_up(hall)
    with pytest.raises(access.NotFound):
        done(hall, point)
    adopted(hall, point)
    with pytest.raises(Refusal, match="not_at_this_stage"):
        points.check(hall.people["gu"], point.key, True, "好", command(), NOW)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("", "departments", "", ("x",)), "missing"),
        (Said("长" * 81, "departments", "", ("x",)), "too_long"),
        (Said(TITLE, "weather", "", ("x",)), "unknown_option"),
        (Said(TITLE, "departments"), "missing"),
        (Said(TITLE, "departments", "", ("MQ20261123-999",)), "unknown_case"),
    ],
)
def test_what_is_not_said_well_enough_is_not_put_up(hall: Hall, said: Said, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        points.propose(hall.people["chen"], "hall", said, command(), NOW)
    assert not Point.objects.exists()


def test_a_circle_of_items_needs_no_case(hall: Hall) -> None:
    said = Said(TITLE, "departments", "", (), ("district/a-1", "district/b-2"))
    point = points.propose(hall.people["jiang"], "hall", said, command(), NOW)
    assert point.circle == ["district/a-1", "district/b-2"]


def test_a_command_sent_twice_takes_one_step(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    said, chen = Said(TITLE, "departments", "", (case_no,)), hall.people["chen"]
    first = points.propose(chen, "hall", said, "twice", NOW)
    assert points.propose(chen, "hall", said, "twice", NOW) == first
    for _ in range(2):
        points.not_adopt(hall.people["jiang"], first.key, "不采纳", "twice-2", NOW)
    assert PointStep.objects.count() == 2


def test_dates_that_cannot_be_are_refused(hall: Hall) -> None:
    point = put_up(hall)
    jiang = hall.people["jiang"]
    for day, code in (("2026-11-23", "date_past"), ("next week", "wrong_shape")):
        with pytest.raises(Refusal, match=code):
            points.adopt(jiang, point.key, HOUSING, day, "好", command(), NOW)
    with pytest.raises(Refusal, match="missing"):
        points.adopt(jiang, point.key, Owner(), "2026-12-31", "好", command(), NOW)
    adopted(hall, point)
    for day in ("2026-11-25", "2026-11-01"):
        with pytest.raises(Refusal, match="wrong_day"):
            done(hall, point, day)


def test_what_was_said_before_stays_when_it_is_said_better(hall: Hall) -> None:
    point = put_up(hall)
    said = Said("装电梯要两家意见", "rules", "一家出意见，另一家认")
    points.revise(hall.people["lin"], point.key, said, command(), NOW)
    stands = seen.point_for(hall.people["chen"], point.key, NOW)
    assert (reading.title_of(stands), stands.cause) == ("装电梯要两家意见", "rules")
    assert reading.steps_of(stands)[0].texts["title"] == TITLE


def test_no_word_of_a_point_lies_in_the_clear(hall: Hall) -> None:
    point = put_up(hall)
    step = PointStep.objects.get(point=point)
    assert TITLE.encode() not in bytes(step.hidden)
    assert TITLE not in str(step.data)
