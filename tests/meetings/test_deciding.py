"""议定: a decision goes through the write door, with the minutes of this case and no other."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.door import Done, Order
from bancheng.casework.names import names_for
from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.meetings import calling
from bancheng.meetings.agenda_row import Decided
from bancheng.meetings.attendance_row import Attendance
from bancheng.meetings.attending import Attended, attendance, record
from bancheng.meetings.deciding import decide, with_minutes
from bancheng.meetings.meeting_row import Meeting
from bancheng.meetings.questions import waiting
from tests.casework.hall import Hall, at
from tests.meetings.table import NOW, body, called, put

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2.1", "SC-7.4")]

SAT = at("2026-11-24 15:20")


def decided(hall: Hall, case_no: str, meeting: Meeting | None, act: str, **given: object) -> Done:
    """The chair decides one case."""
    order = Order(act, given)
    order = with_minutes(order, case_no, meeting, names_for(standard_for("hall")))
    command = f"decide-{case_no}-{act}-{SAT.minute}"
    return decide(hall.people["li"], case_no, [order], meeting, command, None, SAT)


def texts(case_no: str) -> dict[str, str]:
    found = read.details(case_no)
    return {name: text for (_, name), text in sorted(found.items()) if text is not None}


def came(hall: Hall, meeting: Meeting, *told: Attended) -> None:
    record(hall.people["jiang"], meeting, told, NOW)


def test_a_decision_is_filed_with_its_case_and_quotes_the_meeting(hall: Hall) -> None:
    one, other = put(hall), put(hall, matter="小区充电桩三家互相要盖章")
    meeting = called(hall, one, other)
    came(
        hall,
        meeting,
        Attended("housing", "present", "莫海涛"),
        Attended("land", "substitute", "小韦"),
        Attended("tax", "absent"),
    )
    decided(hall, one, meeting, "determine", lead="housing", minutes="同意办公室建议")
    filed = texts(one)
    assert filed["minutes"] == "2026年11月24日 15:00，三楼会议室，李仲谋主持。\n同意办公室建议"
    assert filed["present"] == "到会：区住建局（莫海涛）、自然资源分局（代会：小韦）；缺席：税务局"
    assert "充电桩" not in "".join(filed.values())
    assert "minutes" not in texts(other)
    event = read.case(one)[-1]
    assert event.event == "determined"
    assert event.actor["role"] == "leading_group"
    row = Decided.objects.get()
    assert (row.act, row.entry, row.by) == ("determine", event.version, "li")


def test_several_cases_are_decided_in_one_sitting_and_one_waits(hall: Hall) -> None:
    first, second, third = put(hall), put(hall), put(hall)
    meeting = called(hall, first, second, third)
    decided(hall, first, meeting, "determine", lead="housing", minutes="住建牵头")
    decided(hall, second, meeting, "determine", lead="land", minutes="规划牵头")
    decided(hall, third, meeting, "postpone", reason="等消防的意见")
    found, _ = waiting(hall.people["li"], [body(hall, "li")])
    assert [(one.case.case_no, one.postponed) for one in found] == [(third, 1)]
    assert texts(third)["reason"] == "等消防的意见"
    assert texts(third)["minutes"].startswith("2026年11月24日")
    assert list(Decided.objects.values_list("act", flat=True)) == [
        "determine",
        "determine",
        "postpone",
    ]


def test_a_refused_decision_notes_nothing_at_the_meeting(hall: Hall) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    with pytest.raises(Refusal) as refused:
        decided(hall, case_no, meeting, "determine", minutes="忘了选部门")
    assert refused.value.field == "lead"
    assert not Decided.objects.exists()


def test_a_case_that_is_not_on_the_agenda_is_not_decided_by_that_meeting(hall: Hall) -> None:
    on, off = put(hall), put(hall)
    meeting = called(hall, on)
    with pytest.raises(Refusal) as refused:
        decided(hall, off, meeting, "determine", lead="housing", minutes="……")
    assert refused.value.code == "not_on_agenda"
    assert read.case(off)[-1].event == "referred"


def test_a_decision_can_be_taken_without_a_meeting(hall: Hall) -> None:
    case_no = put(hall)
    decided(hall, case_no, None, "determine", lead="housing", minutes="同意")
    assert texts(case_no)["minutes"] == "同意"
    assert not Decided.objects.exists()


def test_the_accused_are_not_among_those_present_when_their_case_is_spoken_of(hall: Hall) -> None:
    accused: dict[str, Any] = {"ground": "conduct", "accused_units": ["tax"]}
    case_no = put(hall, **accused)
    meeting = called(hall, case_no)
    came(hall, meeting, Attended("tax", "present", "饶一鸣"), Attended("land", "present"))
    decided(hall, case_no, meeting, "determine", lead="land", minutes="请监督办核查")
    assert texts(case_no)["present"] == "到会：自然资源分局"


def test_attendance_put_right_keeps_what_was_said_before(hall: Hall) -> None:
    meeting = called(hall, put(hall))
    came(hall, meeting, Attended("housing", "absent"))
    came(hall, meeting, Attended("housing", "substitute", "小莫"))
    came(hall, meeting, Attended("housing", "substitute", "小莫"))  # nothing new
    assert attendance(meeting) == [Attended("housing", "substitute", "小莫")]
    assert Attendance.objects.filter(superseded_at=None).count() == 1
    assert Attendance.objects.count() == 2
    row = Attendance.objects.get(superseded_at=None)
    assert "小莫".encode() not in bytes(row.name)


def test_whoever_is_represented_is_represented_by_somebody(hall: Hall) -> None:
    meeting = called(hall, put(hall))
    with pytest.raises(Refusal) as refused:
        came(hall, meeting, Attended("land", "present"), Attended("housing", "substitute"))
    assert (refused.value.code, refused.value.field) == ("missing", "housing")
    assert not Attendance.objects.exists()


def test_a_meeting_that_decided_something_is_ended_and_not_called_off(hall: Hall) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    decided(hall, case_no, meeting, "determine", lead="housing", minutes="同意")
    with pytest.raises(Refusal) as refused:
        calling.call_off(hall.people["jiang"], meeting, SAT)
    assert refused.value.code == "has_decided"
