"""Responsibility traced back 责任倒查: who had a case, how long, under which duty, how late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bancheng.casework.look import look
from bancheng.casework.tracing import Trace, trace, worked_between
from bancheng.core.calendar import DEFAULT
from bancheng.library.calendars import work_calendar
from tests.casework.hall import Hall, at

pytestmark = [pytest.mark.database, pytest.mark.clause("SC-8.4", "XF-9", "XF-13", "XF-14")]


def traced(hall: Hall, case_no: str, now: str) -> Trace:
    found = look(hall.people["gu"], case_no, at(now))
    return trace([entry.event for entry in found.entries], found.calendar, at(now))


def had(found: Trace) -> list[tuple[str, str, str, str]]:
    """Part, who, from, until, on the hall's clock."""
    return [
        (
            span.part,
            span.user or span.unit or "",
            f"{span.begins:%d %H:%M}",
            f"{span.ends:%d %H:%M}" if span.ends else "",
        )
        for span in found.spans
    ]


def test_who_had_it_from_when_until_when(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 01:00")
    hall.do("mo", case_no, "object", "2026-11-23 02:00", reason="不属本部门")
    hall.do(
        "gu", case_no, "transfer", "2026-11-23 03:00", lead="land", supporting=["tax"],
        opinion="请办", signature="顾清和",
    )  # fmt: skip
    hall.do("chen", case_no, "hand_over", "2026-11-23 04:00", to_user="lin", text="换班")
    hall.do("rao", case_no, "contribute", "2026-11-23 05:00", text="可以")
    hall.do("wei", case_no, "reply", "2026-11-23 06:00", answer="result", text="好", signature="韦")
    found = traced(hall, case_no, "2026-11-23 09:00")
    utc = [(p, w, b, e) for p, w, b, e in had(found)]
    assert utc == [
        ("answerable", "chen", "22 17:00", "22 20:00"),
        ("lead", "housing", "22 17:00", "22 18:00"),
        ("lead", "land", "22 19:00", "22 22:00"),
        ("supporting", "tax", "22 19:00", "22 22:00"),
        ("answerable", "lin", "22 20:00", ""),
    ]


def test_a_duty_says_how_late_in_calendar_and_in_office_time_and_who_did_it(hall: Hall) -> None:
    case_no = hall.placed("2026-11-20 09:00")  # a Friday: due on Monday at 17:00
    hall.do("mo", case_no, "claim", "2026-11-20 09:30")
    hall.do("mo", case_no, "reply", "2026-11-24 10:00", answer="result", text="好", signature="莫")
    found = traced(hall, case_no, "2026-11-25 09:00")
    reply = next(t for t in found.duties if t.duty.rule == "reply-general")
    assert reply.duty.due == at("2026-11-23 17:00")
    assert reply.late == timedelta(hours=17)
    assert reply.late_worked == timedelta(hours=1)
    assert reply.worked == timedelta(hours=7 + 7 + 1)
    assert (reply.done_by, reply.unit, reply.for_another) == ("mo", "housing", False)
    claim = next(t for t in found.duties if t.duty.rule == "claim")
    assert claim.late == timedelta(0)


def test_a_duty_still_owed_is_late_until_now(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    found = traced(hall, case_no, "2026-11-26 12:00")
    reply = next(t for t in found.duties if t.duty.rule == "reply-general")
    assert reply.duty.is_open
    assert reply.late == timedelta(days=1, hours=19)
    assert reply.done_by == ""
    assert found.ends == at("2026-11-26 12:00")


def test_what_was_written_down_for_another_or_later_is_told(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    hall.do("mo", case_no, "claim", "2026-11-23 09:30")
    hall.do(
        "chen", case_no, "reply", "2026-11-23 10:00", answer="result", text="好",
        signature="莫海涛", for_person="莫海涛",
    )  # fmt: skip
    found = traced(hall, case_no, "2026-11-23 11:00")
    assert [(e.act, e.by.recorded) for e in found.passed_on] == [
        ("transfer", False),
        ("reply", True),
    ]
    reply = next(t for t in found.duties if t.duty.rule == "reply-general")
    assert (reply.done_by, reply.for_another) == ("chen", True)


def test_office_time_leaves_out_nights_noon_and_rest_days() -> None:
    calendar = work_calendar(DEFAULT)
    friday, monday = at("2026-11-20 16:00"), at("2026-11-23 10:00")
    per_day = worked_between(calendar, at("2026-11-23 00:00"), at("2026-11-24 00:00"))
    assert worked_between(calendar, friday, monday) < per_day
    assert worked_between(calendar, at("2026-11-21 00:00"), at("2026-11-22 23:59")) == timedelta(0)
    assert worked_between(calendar, monday, friday) == timedelta(0)
