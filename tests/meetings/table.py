"""A leading group at work: cases put to it, a meeting called over them."""

from __future__ import annotations

from typing import Any

from bancheng.meetings.body import Body, body_at
from bancheng.meetings.calling import Wanted, call
from bancheng.meetings.meeting_row import Meeting
from tests.casework.hall import Hall, at

NOW = at("2026-11-24 14:30")
WANTED = Wanted(at("2026-11-24 15:00"), "三楼会议室", "li")


def put(hall: Hall, when: str = "2026-11-24 09:00", **given: Any) -> str:
    """A case put to the leading group, with a proposal."""
    case_no = hall.register(when, **given)
    proposal = {"proposed_lead": "housing", "proposed_supporting": ["land"]}
    proposal |= {"proposed_due_on": "2026-12-04", "proposal": "住建先出备案意见"}
    hall.do("jiang", case_no, "refer", when, question="由谁牵头，几时办结", **proposal)
    return case_no


def body(hall: Hall, who: str = "jiang") -> Body:
    """The leading group, as somebody at the hall has part in it."""
    found = body_at(hall.people[who], "hall", NOW)
    assert found is not None
    return found


def called(hall: Hall, *case_nos: str, who: str = "jiang") -> Meeting:
    """A meeting with these cases on its agenda."""
    return call(hall.people[who], body(hall, who), WANTED, case_nos, NOW)
