"""办理路径 as a petitioner reads it: what is usual, until something tells of another way."""

from __future__ import annotations

import pytest

from bancheng.web.rail import milestones
from tests.casework.county import TOWN
from tests.petitioner.place import Place, look_of

pytestmark = pytest.mark.database
USUAL = ("accept", "transfer", "claim", "reply", "inform", "complete")
ASIDE = {"decline", "answer", "guide", "explain", "declare_unsolvable", "send_up", "refer"}


def coming(case_no: str) -> list[str]:
    """What the path says is still to come."""
    return [stop.act for stop in milestones(look_of(case_no)) if stop.standing != "did"]


@pytest.mark.clause("XF-9.2.1", "SC-7.2.4")
def test_whoever_was_only_registered_is_on_the_usual_way(place: Place) -> None:
    acts = coming(place.registered())
    assert [act for act in acts if act in USUAL] == list(USUAL)
    assert not ASIDE & set(acts)


@pytest.mark.clause("XF-10.1", "SC-7.2.1")
def test_a_question_is_answered_by_no_department(place: Place) -> None:
    case_no = place.registered()
    place.do("window", case_no, "accept", "19 09:10", **question(place.centre))
    for _ in range(2):
        acts = coming(case_no)
        assert not {"transfer", "claim", "reply"} & set(acts)
        if "answer" in acts:
            place.do("window", case_no, "answer", "19 09:20", text="带身份证来一趟")
    assert acts == ["complete", "call_back", "archive"]


def question(centre: str) -> dict[str, str]:
    """A ground that other routes name too, and what tells that it is a question."""
    if centre == TOWN:
        told = {"visit_cause": "consultation", "papers": "complete", "next_step": "当场说清"}
        return {"ground": "papers_or_after", **told}
    return {"ground": "many_visits", "kind": "consultation"}


def test_of_what_was_withdrawn_only_the_filing_is_to_come(place: Place) -> None:
    case_no = place.registered()
    place.do("petitioner", case_no, "withdraw", "19 10:00")
    assert coming(case_no) == ["archive"]
    assert [stop.act for stop in milestones(look_of(case_no))][:2] == ["register", "withdraw"]
