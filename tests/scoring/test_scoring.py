"""The score of a year: every point opens its cases, people exempt with reasons, fixed is fixed."""

from __future__ import annotations

import pytest

from bancheng.casework.access import NotFound
from bancheng.casework.erase import erase
from bancheng.core.refusal import Refusal
from bancheng.core.scoring.points import points_words
from bancheng.core.scoring.sheet import Sheet
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.counting import Key
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.figures import of
from bancheng.improvement.kept_texts import ERASED
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.scoring import exempting, objecting
from bancheng.scoring.authority import seen_by
from bancheng.scoring.exempting import Place
from bancheng.scoring.exemption_row import ExemptionStep
from bancheng.scoring.fixing import fix, fixed_of, standing_score
from bancheng.scoring.objection_row import Objection
from bancheng.scoring.score_row import year_of
from bancheng.scoring.sheets import Scored, fixed, standing
from tests.casework.hall import PASSWORD, Hall, at
from tests.scoring.conftest import NEXT_YEAR, REPLY, Year, ended

pytestmark = pytest.mark.database
NOW = at("2026-12-20 09:00")
LATER = at(NEXT_YEAR)


def told(hall: Hall, when: str = "2026-12-20 09:00") -> Scored:
    """2026 as it stands."""
    del hall
    return standing("hall", year_of(2026), at(when))


def housing(scored: Scored) -> Sheet:
    """The sheet of the department."""
    found = scored.sheet("department", "housing")
    assert found is not None
    return found


def points(sheet: Sheet) -> dict[str, str]:
    """Indicator → points, or that it is not scored."""
    return {p.name: points_words(p.points) if p.scored else "不评" for p in sheet.parts}


def taken(sheet: Sheet, name: str) -> dict[str, str]:
    """Case → what it takes of an indicator; nothing where it is exempt."""
    found = sheet.part(name)
    assert found is not None
    return {c.case_no: "免" if c.exempt else points_words(c.points) for c in found.cases}


def exempts(year: Year, indicator: str, case_no: str, when: str = "2026-12-21 09:00") -> None:
    """The supervision exempts a case of the department."""
    sheet = housing(told(year.hall))
    part = sheet.part(indicator)
    assert part is not None
    place = Place("hall", 2026, "housing", indicator, case_no)
    cases = [case.case_no for case in part.cases]
    gu = year.hall.people["gu"]
    exempting.exempt(gu, place, cases, "系统停机两天，有通知", "停机通知第3号", at(when))


@pytest.mark.clause("XF-15", "SC-9.2")
def test_a_departments_year_as_counted_by_hand(year: Year) -> None:
    sheet = housing(told(year.hall))
    assert points(sheet) == {
        "answers": "42.86",  # one of seven late: 50 less a seventh
        "claims": "10",
        "content": "20.83",  # one of six dissatisfied: 25 less a sixth
        "again": "15",
        "done": "5",
    }
    assert taken(sheet, "answers") == {year.late: "7.14"}
    assert taken(sheet, "content") == {year.bad: "4.17"}
    assert (sheet.got, sheet.possible, sheet.extra) == (8869, 10000, 500)
    assert sheet.band == "好"


@pytest.mark.clause("XF-15", "SC-9.2")
def test_the_points_opened_are_the_points_told_and_the_figures_agree(year: Year) -> None:
    scored = told(year.hall)
    for sheet in scored.sheets:
        for part in sheet.parts:
            opened = sum(case.points for case in part.cases if not case.exempt)
            if part.scored and part.rule.takes:
                assert part.points + opened == part.rule.points * 100, part.name
    figures = of("hall", year_of(2026), None, None, NOW)
    answers = housing(scored).part("answers")
    assert answers is not None
    late = figures.counted[Key("unit", "housing", "late")]
    assert answers.hits == late + figures.counted[Key("unit", "housing", "overdue")] == 1
    assert answers.n == late + figures.counted[Key("unit", "housing", "met")]


@pytest.mark.clause("XF-15", "SC-9.2")
def test_few_cases_are_not_scored_and_none_is_no_failure(hall: Hall) -> None:
    ended(hall, "2026-11-02 09:00", "2026-11-09 10:00")
    scored = told(hall)
    sheet = housing(scored)
    assert set(points(sheet).values()) == {"不评"}
    assert (sheet.possible, sheet.band) == (0, "")
    land = scored.sheet("department", "land")
    assert land is not None
    assert (land.possible, land.cases, land.band) == (0, 0, "")


@pytest.mark.clause("XF-9.2.3", "SC-5.1.c")
def test_no_complaint_about_conduct_moves_a_point(year: Year) -> None:
    before = told(year.hall).digest()
    assert year.complaint not in repr(told(year.hall).sheets)
    year.hall.register(
        "2026-11-13 10:00", ground="conduct", accused_units=["housing"], matter="不理人"
    )
    assert told(year.hall).digest() == before


@pytest.mark.clause("SC-9.2")
def test_the_window_and_the_centre_have_sheets_of_their_own(year: Year) -> None:
    scored = told(year.hall)
    assert [s.subject for s in scored.sheets[:2]] == ["centre", "window"]
    centre, window = scored.sheets[:2]
    assert points(window)["window-tell"] == "40"
    assert (taken(window, "window-content"), taken(centre, "centre-content")) == (
        {year.bad: "3.33"},
        {year.bad: "4.17"},
    )
    # the callback of the late case is still owed, and is late by now
    assert set(taken(window, "window-call")) == {year.late}


@pytest.mark.clause("SC-9.2", "XF-15")
def test_an_exemption_stays_with_who_when_and_why_and_can_be_taken_back(year: Year) -> None:
    exempts(year, "answers", year.late)
    sheet = housing(told(year.hall, "2026-12-21 10:00"))
    assert points(sheet)["answers"] == "50"
    assert taken(sheet, "answers") == {year.late: "免"}
    with pytest.raises(Refusal, match="已经免予扣分"):
        exempts(year, "answers", year.late)
    place = Place("hall", 2026, "housing", "answers", year.late)
    gu = year.hall.people["gu"]
    with pytest.raises(Refusal, match="理由"):
        exempting.take_back(gu, place, " ", NOW)
    exempting.take_back(gu, place, "通知是别的系统的", at("2026-12-22 09:00"))
    assert points(housing(told(year.hall)))["answers"] == "42.86"
    steps = exempting.steps_of("hall", 2026, "housing", [year.late])
    assert [(s.step.by, s.granted, s.reason) for s in steps] == [
        ("gu", True, "系统停机两天，有通知"),
        ("gu", False, "通知是别的系统的"),
    ]
    assert all("停机".encode() not in bytes(row.hidden) for row in ExemptionStep.objects.all())


@pytest.mark.clause("SC-9.2", "XF-15")
def test_only_what_takes_points_can_be_exempted_and_only_by_those_the_standard_names(
    year: Year,
) -> None:
    for case_no in (year.good[0], year.complaint, "MQ20269999-001"):
        with pytest.raises(Refusal, match="没有在这一项扣分"):
            exempts(year, "answers", case_no)
    place = Place("hall", 2026, "housing", "answers", year.late)
    for name in ("chen", "li", "mo"):
        with pytest.raises(NotFound):
            exempting.exempt(year.hall.people[name], place, [year.late], "我看可以", "", NOW)
        with pytest.raises(NotFound):
            fix(year.hall.people[name], "hall", 2026, "", LATER)
    assert not ExemptionStep.objects.exists()


@pytest.mark.clause("SC-9.2", "XF-15")
def test_what_was_fixed_comes_out_the_same_after_later_acts_exemptions_and_an_erasure(
    year: Year,
) -> None:
    hall, gu = year.hall, year.hall.people["gu"]
    with pytest.raises(Refusal, match="还没有过完"):
        fix(gu, "hall", 2026, "", at("2026-12-31 17:00"))
    exempts(year, "answers", year.late)
    score = fix(gu, "hall", 2026, "", LATER)
    assert fixed(score).digest() == score.digest
    assert points(housing(fixed(score)))["answers"] == "50"
    place = Place("hall", 2026, "housing", "answers", year.late)
    exempting.take_back(gu, place, "再核实", at("2027-01-06 09:00"))
    told_later = {"solved": "unsolved", "satisfaction": "dissatisfied"}
    hall.do("lin", year.late, "call_back", "2027-01-06 10:00", **told_later)
    hall.do("jiang", year.good[0], "reopen", "2027-01-06 11:00", reason="没有办到位")
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, year.late, "保存期限已满", "erase-late", at("2027-01-07 09:00"))
    assert fixed(score).digest() == score.digest
    assert told(hall, "2027-01-08 09:00").digest() != score.digest
    steps = exempting.steps_of("hall", 2026, "housing", [year.late])
    assert {s.reason for s in steps} == {ERASED}
    with pytest.raises(Refusal, match="已经定过稿"):
        fix(gu, "hall", 2026, "", at("2027-01-08 09:00"))
    again = fix(gu, "hall", 2026, "核实以后收回了一件免扣", at("2027-01-08 09:00"))
    assert standing_score("hall", 2026) == again
    assert [why for _, why in fixed_of("hall", 2026)] == ["核实以后收回了一件免扣", ""]
    assert fixed(score).digest() == score.digest


@pytest.mark.clause("XF-9.2.3")
def test_what_turns_out_to_be_a_complaint_leaves_a_fixed_score_and_this_shows(year: Year) -> None:
    score = fix(year.hall.people["gu"], "hall", 2026, "", LATER)
    CaseFact.objects.filter(case_no=year.late).update(conduct=True)
    DutyFact.objects.filter(case_no=year.late).update(conduct=True)
    assert year.late not in repr(fixed(score).sheets)
    assert fixed(score).digest() != score.digest


@pytest.mark.clause("XF-15")
def test_a_department_says_its_word_before_the_score_is_fixed(year: Year) -> None:
    mo, hall = year.hall.people["mo"], year.hall
    with pytest.raises(Refusal, match="没有扣本部门的分"):
        objecting.object_to(mo, "hall", 2026, "housing", year.good[0], [year.late], "不服", NOW)
    said = "那两天系统停机"
    objecting.object_to(mo, "hall", 2026, "housing", year.late, [year.late], said, NOW)
    assert [o.text for o in objecting.objections("hall", 2026, "housing", NOW)] == [said]
    assert objecting.units_that_objected("hall", 2026) == {"housing"}
    assert all(said.encode() not in bytes(row.hidden) for row in Objection.objects.all())
    for name in ("rao", "gu", "chen"):
        with pytest.raises(NotFound):
            objecting.object_to(hall.people[name], "hall", 2026, "housing", "", [], "替他说", NOW)
    fix(hall.people["gu"], "hall", 2026, "", LATER)
    with pytest.raises(Refusal, match="已经定稿"):
        objecting.object_to(mo, "hall", 2026, "housing", "", [], "再说一句", LATER)


@pytest.mark.clause("XF-15", "SC-9.2")
def test_who_sees_what(hall: Hall) -> None:
    seen = {name: seen_by(user, NOW) for name, user in hall.people.items()}
    assert {name for name, found in seen.items() if any(s.decides for s in found)} == {
        *("gu", "jiang")
    }
    assert {name for name, found in seen.items() if any(s.whole for s in found)} == {
        *("chen", "lin", "jiang", "gu")
    }
    assert [s.own for s in seen["mo"]] == [frozenset({"housing"})]
    assert seen["li"] == []
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    assert seen_by(root, NOW) == []


@pytest.mark.clause("XF-15")
def test_what_was_answered_late_again_counts_for_whom_it_was_late(hall: Hall) -> None:
    """A case that went on to another department stays with the first for what it owed there."""
    case_no = hall.placed("2026-11-02 09:00", lead="land")
    hall.do("wei", case_no, "object", "2026-11-02 10:00", reason="不归我局管")
    again = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-02 14:00", **again)
    hall.do("mo", case_no, "reply", "2026-11-10 09:00", **REPLY)
    facts = told(hall).facts
    assert facts.cases("returned", "land").hits == (case_no,)
    assert facts.cases("returned", "housing").hits == ()
    late = [unit for (_, _, unit), cases in facts.late.items() if unit and case_no in cases]
    assert set(late) == {"housing"}
