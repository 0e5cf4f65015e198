"""A block point tells those a complaint is kept from nothing of it; others, only what is theirs."""

from __future__ import annotations

import pytest

from bancheng.casework import access
from bancheng.casework.door import Order, open_case
from bancheng.casework.erase import erase
from bancheng.core.refusal import Refusal
from bancheng.improvement import points, reading, seen
from bancheng.improvement.kept_texts import ERASED
from bancheng.improvement.point_row import Point
from bancheng.improvement.saying import Said
from bancheng.improvement.whom import Owner
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall, at
from tests.improvement.test_points import NOW, TITLE, adopted, command, put_up

pytestmark = pytest.mark.database
CONDUCT = pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c", "SC-8.4")


def complaint(hall: Hall) -> str:
    """About the tax office and a colleague at the window."""
    return hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin"]
    )


def shown_to(hall: Hall, who: str) -> list[tuple[str, int]]:
    return [(line.title, line.cases) for line in reading.lines(hall.people[who], NOW)[0]]


@CONDUCT
def test_a_point_put_up_from_a_complaint_does_not_exist_for_those_complained_of(
    hall: Hall,
) -> None:
    before = shown_to(hall, "lin")
    point = put_up(hall, complaint(hall), cause="attitude")
    assert shown_to(hall, "chen") == [(TITLE, 1)]
    assert shown_to(hall, "lin") == before
    for who in ("lin", "rao"):
        with pytest.raises(access.NotFound):
            seen.point_for(hall.people[who], point.key, NOW)
    with pytest.raises(access.NotFound) as missing:
        seen.point_for(hall.people["chen"], "0" * 12, NOW)
    assert missing.value.args != (point.key,)


@CONDUCT
def test_a_point_is_not_given_to_those_a_cited_complaint_is_about(hall: Hall) -> None:
    point = put_up(hall, complaint(hall), cause="attitude")
    for owner in (Owner(unit="tax"), Owner(user="lin")):
        with pytest.raises(Refusal, match="walled_off"):
            adopted(hall, point, owner)
    assert adopted(hall, point, Owner(unit="supervision")).owner_unit == "supervision"


@CONDUCT
def test_a_complaint_is_not_added_to_a_point_that_others_read(hall: Hall) -> None:
    point = put_up(hall)
    before = shown_to(hall, "lin")
    with pytest.raises(Refusal, match="walled_off"):
        points.cite(hall.people["chen"], point.key, complaint(hall), "", command(), NOW)
    assert shown_to(hall, "lin") == before == [(TITLE, 1)]


def test_a_case_not_yet_accepted_is_not_cited(hall: Hall) -> None:
    case_no = hall.ended()
    point = put_up(hall, case_no)
    given = {"matter": "又来一件", "name": "某某", "no_phone": True, "channel": "counter"}
    order = [Order("register", given)]
    waiting = open_case(hall.people["chen"], "hall", order, "reg-1", at("2026-11-23 09:00"))
    with pytest.raises(Refusal, match="not_accepted"):
        points.cite(hall.people["chen"], point.key, waiting.case_no, "", command(), NOW)


def test_cases_are_listed_and_counted_only_as_far_as_the_reader_may_see_them(hall: Hall) -> None:
    own, foreign = hall.placed("2026-11-23 09:00"), hall.placed("2026-11-23 09:00", lead="land")
    point = adopted(hall, put_up(hall, own, foreign))
    assert seen.cases_of(hall.people["chen"], point) == [own, foreign]
    assert seen.cases_of(hall.people["mo"], point) == [own]
    assert shown_to(hall, "mo") == [(TITLE, 1)]
    assert shown_to(hall, "chen") == [(TITLE, 2)]
    assert shown_to(hall, "wei") == []


def test_nobody_cites_a_case_they_may_not_see_and_learns_that_it_exists(hall: Hall) -> None:
    hidden = complaint(hall)
    said = [Said(TITLE, "rules", "", (number,)) for number in (hidden, "MQ20261123-999")]
    told = []
    for one in said:
        with pytest.raises(Refusal) as refused:
            points.propose(hall.people["lin"], "hall", one, command(), NOW)
        told.append(refused.value.sentence.replace(one.cases[0], ""))
    assert told[0] == told[1]


def test_the_administrator_and_other_halls_see_no_point(hall: Hall) -> None:
    put_up(hall)
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    assert not seen.visible(root, NOW).exists()


def test_what_was_written_from_a_case_goes_with_its_details(hall: Hall) -> None:
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    case_no = hall.ended()
    point = adopted(hall, put_up(hall, case_no))
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    stands = seen.point_for(hall.people["jiang"], point.key, NOW)
    steps = reading.steps_of(stands)
    assert [line.texts for line in steps] == [{}, {"reason": "每月都有"}]
    assert steps[0].erased
    assert reading.title_of(stands) == ERASED
    said = Said("装电梯要两家意见", "rules")
    points.revise(hall.people["chen"], point.key, said, command(), NOW)
    assert reading.title_of(seen.point_for(hall.people["jiang"], point.key, NOW)) == said.title


def test_a_text_about_several_cases_goes_with_the_first_of_them(hall: Hall) -> None:
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    first, second = hall.ended(), hall.ended("2026-11-23 10:00")
    point = put_up(hall, first, second)
    erase(root, second, "保存期限已满", "erase-1", NOW)
    assert reading.title_of(Point.objects.get(key=point.key)) == ERASED
