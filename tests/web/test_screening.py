"""待交办: what waits to be screened, referred or passed on; two steps in one form."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.facts import case_of
from bancheng.core.stage import Stage
from bancheng.journal import read
from bancheng.people.appoint import appoint
from bancheng.people.unit import Unit
from tests.casework.hall import Hall, at
from tests.web.clerk import Clerk
from tests.web.test_pages_are_cheap import asked

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2.1", "XF-A2")]

BOTH: dict[str, Any] = {
    "at_once": "1",
    "then_lead": "housing",
    "then_opinion": "请办理",
    "then_signature": "江望舒",
}


def events(case_no: str) -> list[str]:
    return [entry.event for entry in read.case(case_no)]


def also_supervision(hall: Hall, who: str = "jiang") -> None:
    """Small centres give one person two posts."""
    unit = Unit.objects.get(code="supervision")
    appoint(hall.people[who], unit, "supervision", at("2026-11-20 09:00").date())


def test_each_sees_what_waits_for_them_the_oldest_first(hall: Hall) -> None:
    old, new = hall.register("2026-11-23 09:00"), hall.register("2026-11-24 13:00")
    screened = hall.register("2026-11-24 10:00")
    hall.do("jiang", screened, "screen", "2026-11-24 10:10")
    placed = hall.placed("2026-11-24 09:00")
    page = Clerk("jiang").get("/screening/")
    assert page.index(old) < page.index(new)
    assert screened not in page
    assert placed not in page
    assert "2 件等着" in page
    assert "受理已 1 个工作日" in page
    theirs = Clerk("gu").get("/screening/")
    assert screened in theirs
    assert old not in theirs


@pytest.mark.parametrize("who", ["chen", "li", "mo"])
def test_whoever_places_nothing_has_no_such_page(hall: Hall, who: str) -> None:
    Clerk(who).get("/screening/", 404)


def test_what_the_window_answers_itself_is_not_in_the_queue(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00", kind="consultation", ground="other")
    assert case_no not in Clerk("jiang").get("/screening/")


def test_one_person_with_both_posts_screens_and_transfers_in_one_form(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    assert "甄别审核、分办" not in Clerk("jiang").get("/screening/")
    also_supervision(hall)
    jiang = Clerk("jiang")
    assert "甄别审核、分办" in jiang.get("/screening/")
    jiang.fill_in(f"/screening/{case_no}", opinion="责任明确", **BOTH)
    assert events(case_no)[-2:] == ["screened", "transferred"]
    roles = [entry.actor["role"] for entry in read.case(case_no)[-2:]]
    assert roles == ["leading_office", "supervision"]
    assert case_no not in jiang.get("/screening/")


def test_both_or_neither_and_what_was_typed_stays(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    also_supervision(hall)
    jiang = Clerk("jiang")
    lacking: dict[str, Any] = {
        name: value for name, value in BOTH.items() if name != "then_signature"
    }
    refused = jiang.fill_in(f"/screening/{case_no}", 422, opinion="责任明确", **lacking)
    page = refused.content.decode()
    assert "请填“签字”" in page
    assert 'href="#f-then_signature"' in page
    assert "责任明确" in page
    assert events(case_no)[-1] == "accepted"


def test_screening_alone_is_possible_too(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    also_supervision(hall)
    Clerk("jiang").fill_in(f"/screening/{case_no}", opinion="责任明确")
    assert case_of(read.case(case_no)).stage is Stage.SCREENED


def test_the_form_is_nobody_else_s(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    for who in ("chen", "gu", "mo", "li"):
        Clerk(who).get(f"/screening/{case_no}", 404)


def test_the_transfer_begins_with_what_the_meeting_fixed(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    hall.do("jiang", case_no, "refer", "2026-11-24 09:10", question="由谁牵头")
    given = {"lead": "land", "supporting": ["tax"], "minutes": "规划牵头"}
    hall.do("li", case_no, "determine", "2026-11-24 10:00", **given)
    page = Clerk("gu").raw(f"/cases/{case_no}/transfer").content.decode()
    assert "会议明确由自然资源分局牵头" in page
    assert 'value="land" checked' in page
    assert 'value="tax" checked' in page


def test_the_queue_asks_no_more_for_each_case(hall: Hall) -> None:
    jiang = Clerk("jiang")
    hall.register("2026-11-24 09:00")
    few = len(asked(jiang, "/screening/"))
    for _ in range(8):
        hall.register("2026-11-24 09:00")
    assert len(asked(jiang, "/screening/")) == few


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_office_is_not_in_its_queue(hall: Hall) -> None:
    accused: dict[str, Any] = {"ground": "conduct", "accused_units": ["office"]}
    case_no = hall.register("2026-11-24 09:00", **accused)
    page = Clerk("jiang").get("/screening/")
    assert case_no not in page
    assert "0 件等着" in page
