"""工作日历变更: promised times move only by an act that says so, and what a person set stays."""

from __future__ import annotations

from bancheng.library.standards import standard
from tests.core.desk import Desk, at
from tests.shelves import invented


def _placed() -> Desk:
    desk = Desk(invented("lanyu-window"))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:05", "window", "accept", kind="ordinary")
    desk.do("2026-03-02 09:10", "window", "transfer", lead="water")
    return desk


def test_a_closure_moves_nothing_by_itself() -> None:
    desk = _placed()
    desk.shut("2026-03-05")
    desk.do("2026-03-03 09:00", "window", "note")
    assert desk.owes("reply-ordinary").due == at("2026-03-09 17:00")


def test_redating_moves_what_is_open_and_says_from_when() -> None:
    desk = _placed()
    desk.shut("2026-03-05")
    event = desk.do("2026-03-03 09:00", "system", "redate")
    moved = {m.duty.split("#")[0]: m for m in event.moved}
    assert moved["reply-ordinary"].was == at("2026-03-09 17:00")
    assert moved["reply-ordinary"].why == "recounted"
    assert desk.owes("reply-ordinary").due == at("2026-03-10 17:00")
    assert not desk.owes("reply-ordinary").fixed


def test_redating_leaves_an_extended_due_time_as_it_was_told() -> None:
    desk = _placed()
    desk.do("2026-03-03 09:00", "water", "extend", until_on="2026-03-12")
    desk.do("2026-03-03 10:00", "window", "explain_extension")
    desk.shut("2026-03-12")
    event = desk.do("2026-03-04 09:00", "system", "redate")
    assert "reply-ordinary" not in {m.duty.split("#")[0] for m in event.moved}
    assert desk.owes("reply-ordinary").due == at("2026-03-12 17:00")


def test_a_decided_day_that_is_over_makes_nobody_late_at_birth() -> None:
    desk = Desk(standard("guilin-xiufeng"))
    desk.do("2026-03-02 09:00", "window", "register")
    desk.do("2026-03-02 09:05", "window", "accept", ground="not_accepted", kind="complex")
    desk.do("2026-03-02 09:10", "leading_office", "refer")
    desk.do(
        "2026-03-02 09:20", "leading_group", "determine", lead="water", decided_due_on="2026-03-03"
    )
    desk.do("2026-03-04 09:00", "supervision", "transfer", lead="water")
    assert desk.owes("reply-decided").due == at("2026-03-11 17:00")
