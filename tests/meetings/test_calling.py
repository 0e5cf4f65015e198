"""召集会议: by whom, with which cases; what was fixed stays on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bancheng.core.refusal import Refusal
from bancheng.meetings import calling
from bancheng.meetings.agenda_row import Item
from bancheng.meetings.body import bodies_of, body_at
from bancheng.meetings.meeting_row import Meeting
from bancheng.meetings.questions import waiting
from tests.casework.hall import Hall, at
from tests.meetings.table import NOW, WANTED, body, called, put

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2.1")]


def code(refused: pytest.ExceptionInfo[Refusal]) -> tuple[str, str | None]:
    return refused.value.code, refused.value.field


def test_those_who_decide_and_those_who_write_it_down_have_part_in_the_body(hall: Hall) -> None:
    assert body(hall, "li").decides
    assert not body(hall, "li").records
    assert body(hall, "jiang").records
    assert not body(hall, "jiang").decides
    for nobody in ("chen", "gu", "mo"):
        assert bodies_of(hall.people[nobody], NOW) == []
    assert body_at(hall.people["li"], "elsewhere", NOW) is None


def test_only_the_body_itself_takes_the_chair(hall: Hall) -> None:
    assert dict(body(hall).members(NOW)) == {"li": "李仲谋"}
    wanted = replace(WANTED, chair="jiang")
    with pytest.raises(Refusal) as refused:
        calling.call(hall.people["jiang"], body(hall), wanted, [], NOW)
    assert code(refused) == ("missing", "chair")


def test_what_waits_is_told_with_its_question_and_proposal_the_longest_first(hall: Hall) -> None:
    later = put(hall, "2026-11-24 10:00")
    first = put(hall, "2026-11-23 09:00")
    found, more = waiting(hall.people["li"], [body(hall, "li")])
    assert [one.case.case_no for one in found] == [first, later]
    assert more == 0
    one = found[0]
    assert one.question == "由谁牵头，几时办结"
    assert (one.lead, one.supporting, one.proposal) == ("housing", ("land",), "住建先出备案意见")
    assert one.due_on is not None
    assert one.due_on.isoformat() == "2026-12-04"
    assert one.duty is not None
    assert one.duty.due == at("2026-11-25 17:00")
    assert one.referred_by == "jiang"


def test_only_what_waits_for_a_decision_comes_on_an_agenda(hall: Hall) -> None:
    waits, does_not = put(hall), hall.register("2026-11-24 09:00")
    with pytest.raises(Refusal) as refused:
        called(hall, waits, does_not)
    assert refused.value.code == "not_waiting"
    assert not Item.objects.exists()
    assert not Meeting.objects.exists()


def test_a_case_stands_on_one_open_agenda(hall: Hall) -> None:
    case_no = put(hall)
    first, second = called(hall, case_no), called(hall, case_no)
    assert Item.objects.get(case_no=case_no).meeting_id == first.pk
    calling.call_off(hall.people["jiang"], first, NOW)
    second.refresh_from_db()
    calling.put_on(hall.people["jiang"], second, [case_no], NOW)
    assert calling.on_open_agendas([case_no]) == {case_no: second.pk}


def test_what_was_fixed_before_stays_on_record(hall: Hall) -> None:
    meeting = called(hall, put(hall))
    anew = replace(WANTED, place="一楼会商室")
    calling.fix_anew(hall.people["jiang"], meeting, body(hall), anew, NOW)
    assert [fixed.place for fixed in meeting.fixings.all()] == ["三楼会议室", "一楼会商室"]
    assert calling.fixing_of(meeting).place == "一楼会商室"


def test_a_meeting_ends_after_it_began_and_then_changes_no_more(hall: Hall) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    with pytest.raises(Refusal) as refused:
        calling.end(hall.people["jiang"], meeting, NOW)
    assert refused.value.code == "not_yet"
    calling.end(hall.people["jiang"], meeting, at("2026-11-24 16:00"))
    meeting.refresh_from_db()
    assert (meeting.ended_by, meeting.is_open) == ("jiang", False)
    with pytest.raises(Refusal) as refused:
        calling.take_off(hall.people["jiang"], meeting, case_no, NOW)
    assert refused.value.code == "over"


def test_taken_off_an_agenda_a_case_still_waits(hall: Hall) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    calling.take_off(hall.people["jiang"], meeting, case_no, NOW)
    assert Item.objects.get().taken_off_by == "jiang"
    found, _ = waiting(hall.people["jiang"], [body(hall)])
    assert [(one.case.case_no, one.meeting) for one in found] == [(case_no, None)]
