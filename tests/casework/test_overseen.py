"""The overview of open duties and the lists that are followed: whole for the office, and nothing of
a complaint for those complained of.
"""

from __future__ import annotations

import pytest

from bancheng.casework import followed, queries
from bancheng.casework.followed import WHYS
from bancheng.casework.holdings import Holder, held, holdings
from bancheng.casework.look import look
from bancheng.casework.one_level_up import one_level_up
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = pytest.mark.database

NOW = at("2026-11-24 10:00")
CONDUCT = pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c", "SC-8.4")


def complaint(hall: Hall, **accused: list[str]) -> str:
    case_no = hall.register("2026-11-23 09:00", "general", ground="conduct", **accused)
    hall.do("jiang", case_no, "screen", "2026-11-23 09:30")
    return case_no


@pytest.mark.clause("XF-13")
def test_the_office_sees_what_each_department_owes_and_by_when(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    hall.placed("2026-11-23 15:00")
    found = holdings(hall.people["jiang"], NOW)
    housing = found[Holder("hall", "housing", "")]
    assert (housing.open, housing.late, housing.today) == (4, 1, 3)
    assert housing.cards == {"red": 1, "yellow": 2}
    assert housing.nearest == at("2026-11-24 11:00")
    assert Holder("hall", "land", "") not in found
    rows, more = held(hall.people["jiang"], Holder("hall", "housing", ""), "late", NOW)
    assert ([row.rule for row in rows], more) == (["claim"], 0)


def test_a_department_reads_no_overview(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    assert holdings(hall.people["mo"], NOW) == {}
    assert held(hall.people["mo"], Holder("hall", "housing", ""), "", NOW) == ([], 0)


@CONDUCT
def test_no_figure_of_the_overview_counts_a_complaint_kept_from_the_reader(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    before = holdings(hall.people["lin"], NOW)
    complaint(hall, accused_units=["tax"], accused_users=["lin"])
    assert holdings(hall.people["lin"], NOW) == before
    assert holdings(hall.people["chen"], NOW) != before
    supervision = Holder("hall", None, "supervision")
    assert held(hall.people["lin"], supervision, "", NOW) == ([], 0)
    assert len(held(hall.people["chen"], supervision, "", NOW)[0]) == 1


@pytest.mark.clause("XF-13", "SC-8.4")
def test_dissatisfied_late_and_returned_cases_are_followed_with_the_act_in_reach(
    hall: Hall,
) -> None:
    unhappy = hall.ended("2026-11-20 09:00")
    hall.do(
        "chen", unhappy, "call_back", "2026-11-23 09:00", solved="unsolved",
        satisfaction="dissatisfied",
    )  # fmt: skip
    late = hall.placed("2026-11-20 09:00")
    hall.do("mo", late, "claim", "2026-11-20 09:30")
    back = hall.placed("2026-11-23 15:00")
    hall.do("mo", back, "object", "2026-11-23 15:30", reason="不属本部门")
    jiang = hall.people["jiang"]
    shown = {why: followed.followed(jiang, why, NOW)[0] for why in WHYS}
    numbers = {why: [one.line.case.case_no for one in found] for why, found in shown.items()}
    assert numbers["dissatisfied"] == [unhappy]
    assert late in numbers["late"]
    assert numbers["returned"] == [back]
    assert numbers["conduct"] == []
    assert [act for act, _ in shown["dissatisfied"][0].acts] == ["supervise", "reopen", "settle"]
    assert [act for act, _ in shown["returned"][0].acts] == ["supervise"]
    gu = followed.followed(hall.people["gu"], "returned", NOW)[0]
    assert [act for act, _ in gu[0].acts] == ["transfer"]
    assert followed.counts(jiang, NOW) == {why: len(found) for why, found in numbers.items()}


def test_a_settled_case_is_followed_no_more(hall: Hall) -> None:
    unhappy = hall.ended("2026-11-20 09:00")
    hall.do(
        "chen", unhappy, "call_back", "2026-11-23 09:00", solved="unsolved",
        satisfaction="dissatisfied",
    )  # fmt: skip
    hall.do("jiang", unhappy, "settle", "2026-11-23 10:00", reason="已当面说明")
    hall.do("li", unhappy, "approve", "2026-11-23 11:00", request=hall.version(unhappy))
    assert followed.counts(hall.people["jiang"], NOW)["dissatisfied"] == 0


@CONDUCT
def test_no_list_that_is_followed_holds_a_complaint_kept_from_the_reader(hall: Hall) -> None:
    complaint(hall, accused_units=["tax"], accused_users=["lin"])
    for who in ("lin", "rao"):
        assert set(followed.counts(hall.people[who], NOW).values()) == {0}, who
    assert followed.counts(hall.people["gu"], NOW)["conduct"] == 1
    assert followed.counts(hall.people["gu"], NOW)["late"] == 1


@CONDUCT
def test_a_complaint_about_the_supervision_falls_on_the_one_of_the_region_above(
    hall: Hall,
) -> None:
    city = create_unit("city", "某市", Form.REGION)
    Unit.objects.filter(code="district").update(parent=city)
    above = create_unit("city-supervision", "市监督局", Form.BODY, city)
    user = create_user("ning", "宁远之", PASSWORD, must_change_password=False)
    appoint(user, above, "supervision")
    hall.people["ning"] = user
    case_no = complaint(hall, accused_units=["supervision"])
    assert followed.counts(hall.people["gu"], NOW)["conduct"] == 0
    found = look(user, case_no, NOW)
    assert [d.rule for d in found.owed_by_reader()] == ["assign"]
    up = one_level_up(found.case, found.standard, "hall", NOW)
    assert up is not None
    assert [unit.code for unit in up.instead] == ["city-supervision"]
    assert "市监督局" in up.sentence
    given = {"lead": "city-supervision", "opinion": "请核查", "signature": "宁远之"}
    hall.do("ning", case_no, "transfer", "2026-11-23 10:00", **given)
    hall.do("ning", case_no, "verify", "2026-11-23 11:00", verdict="founded", text="属实")


@CONDUCT
def test_where_nobody_is_above_a_sentence_says_who_must_act(hall: Hall) -> None:
    case_no = complaint(hall, accused_units=["supervision"])
    found = look(hall.people["jiang"], case_no, NOW)
    up = one_level_up(found.case, found.standard, "hall", NOW)
    assert up is not None
    assert up.instead == ()
    assert "上一级政务服务监督管理部门" in up.sentence
    assert "领导小组办公室" in up.sentence


def test_an_ordinary_complaint_goes_nowhere_up(hall: Hall) -> None:
    case_no = complaint(hall, accused_units=["tax"])
    found = look(hall.people["gu"], case_no, NOW)
    assert one_level_up(found.case, found.standard, "hall", NOW) is None


@CONDUCT
def test_a_complaint_about_the_windows_own_unit_is_gone_on_with_by_the_supervision(
    hall: Hall,
) -> None:
    case_no = complaint(hall, accused_units=["hall"])
    for who in ("chen", "lin"):
        assert case_no not in {
            line.case.case_no for line in queries.my_duties(hall.people[who], NOW)
        }
    given = {"lead": "supervision", "opinion": "请核查", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-23 10:00", **given)
    hall.do("gu", case_no, "verify", "2026-11-23 10:10", verdict="founded", text="属实")
    reply = {"answer": "result", "text": "已批评教育", "signature": "顾清和"}
    hall.do("gu", case_no, "reply", "2026-11-23 10:20", **reply)
    mine = [line.act for line in queries.my_duties(hall.people["gu"], NOW)]
    assert "inform" in mine
    hall.do("gu", case_no, "inform", "2026-11-23 10:30", means="phone")
    hall.do("gu", case_no, "complete", "2026-11-23 10:40", outcome="done")
    assert look(hall.people["gu"], case_no, NOW).case.stage == "ended"


@CONDUCT
def test_the_supervision_does_not_do_the_windows_work_in_other_complaints(hall: Hall) -> None:
    complaint(hall, accused_units=["tax"])
    hall.register("2026-11-23 09:00", kind="consultation")
    mine = {line.duty.by for line in queries.my_duties(hall.people["gu"], NOW)}
    assert mine == {"supervision"}
