"""批准: what a request does, when it takes effect, and under whose name."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.core.standard.load import fit
from tests.core.desk import Desk, at
from tests.shelves import INVENTED, changed, invented, source_of


@pytest.fixture
def desk() -> Desk:
    desk = Desk(invented("lanyu-window"))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:10", "window", "decline", user="li")
    return desk


def test_a_request_changes_nothing_but_that_an_answer_is_owed(desk: Desk) -> None:
    assert desk.case.stage is Stage.REGISTERED
    assert desk.case.refusal is None
    assert {d.rule for d in desk.case.owed()} == {"confirm", "decide", "approval"}


def test_what_is_approved_happens_under_its_own_name_at_that_moment(desk: Desk) -> None:
    desk.do("2026-03-02 10:00", "leader", "approve")
    assert desk.case.stage is Stage.REPLIED
    assert desk.case.moved_at == at("2026-03-02 10:00")
    declined = desk.case.happened("declined")
    assert [(p.user, p.at) for p in declined] == [("li", at("2026-03-02 10:00"))]
    assert desk.owes("inform").start == at("2026-03-02 10:00")


def test_what_is_rejected_leaves_the_case_where_it_stood(desk: Desk) -> None:
    desk.do("2026-03-02 10:00", "leader", "reject")
    assert desk.case.stage is Stage.REGISTERED
    assert {d.rule for d in desk.case.owed()} == {"confirm", "decide"}
    assert not desk.case.happened("declined")
    assert desk.case.happened("rejected")


def test_nobody_approves_a_request_of_their_own() -> None:
    desk = Desk(fit(changed(source_of(INVENTED, "lanyu-window"), _window_approves)))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:10", "window", "decline", user="li")
    with pytest.raises(Refusal) as refused:
        desk.do("2026-03-02 09:20", "window", "approve", user="li")
    assert refused.value.code == "same_person"
    desk.do("2026-03-02 09:30", "window", "approve", user="qian")
    assert desk.case.stage is Stage.REPLIED


def _window_approves(data: dict[str, Any]) -> None:
    data["acts"]["decline"]["approval"]["by"] = "window"


def test_a_review_that_must_be_approved_brings_the_case_back_only_then() -> None:
    desk = Desk(fit(changed(source_of(INVENTED, "lanyu-window"), _review_is_approved)))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:10", "window", "decline")
    desk.do("2026-03-02 09:20", "leader", "approve")
    desk.do("2026-03-02 09:30", "supervision", "review_decline", overturned="true")
    with pytest.raises(Refusal) as refused:
        desk.do("2026-03-02 09:35", "window", "inform")
    assert refused.value.code == "waiting_for_approval"
    desk.do("2026-03-02 09:40", "leader", "approve")
    assert desk.case.stage is Stage.REGISTERED
    assert desk.case.happened("decline_overturned")
    assert {d.rule for d in desk.case.owed()} == {"decide", "confirm"}


def _review_is_approved(data: dict[str, Any]) -> None:
    approval = {"by": "leader", "within": "1 working day", "because": "虚构"}
    data["acts"]["review_decline"]["approval"] = approval


def test_while_a_request_waits_nothing_leads_back_either() -> None:
    desk = Desk(invented("wangshu-hotline"))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:05", "window", "accept")
    desk.do("2026-03-02 09:10", "window", "transfer", lead="water")
    desk.do("2026-03-02 09:20", "water", "extend", until_on="2026-03-25")
    for who, act in (("water", "object"), ("office", "recall")):
        with pytest.raises(Refusal) as refused:
            desk.do("2026-03-02 09:30", who, act)
        assert refused.value.code == "waiting_for_approval"
