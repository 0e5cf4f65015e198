"""The write door: one way through, all or nothing, harmless to repeat."""

from __future__ import annotations

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle, open_case
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import event_of
from bancheng.casework.stale import Stale
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.journal.entry_row import Entry
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9.2", "XF-9")
def test_a_case_goes_from_the_counter_to_the_archive(hall: Hall) -> None:
    case_no = hall.ended()
    hall.do("petitioner", case_no, "confirm", "2026-11-23 09:30", signing="here")
    hall.do(
        "chen", case_no, "call_back", "2026-11-24 09:30", solved="solved", satisfaction="satisfied"
    )
    hall.do("chen", case_no, "archive", "2026-11-24 10:00")
    row = CaseRow.objects.get(case_no=case_no)
    assert (row.stage, row.outcome, row.answerable) == ("archived", "done", "chen")
    assert not DutyRow.objects.filter(case=row, state="open").exists()


def test_case_numbers_follow_the_day_and_the_pattern(hall: Hall) -> None:
    assert hall.register("2026-11-23 09:00") == "MQ20261123-001"
    assert hall.register("2026-11-23 23:30") == "MQ20261123-002"
    assert hall.register("2026-11-24 00:10") == "MQ20261124-001"


def test_a_repeated_command_returns_the_first_answer_and_writes_nothing(hall: Hall) -> None:
    case_no = hall.placed()
    mo = hall.people["mo"]
    first = handle(mo, case_no, [Order("claim")], "same-id", None, at("2026-11-23 10:00"))
    entries = Entry.objects.count()
    again = handle(mo, case_no, [Order("claim")], "same-id", None, at("2026-11-23 10:01"))
    assert (again.repeated, again.version) == (True, first.version)
    assert Entry.objects.count() == entries


def test_a_double_click_on_register_makes_one_case(hall: Hall) -> None:
    given = {"matter": "证明开不出来", "name": "秦桂芳", "no_phone": True, "channel": "counter"}
    orders = [Order("register", given)]
    chen = hall.people["chen"]
    one = open_case(chen, "hall", orders, "click", at("2026-11-23 09:00"))
    two = open_case(chen, "hall", orders, "click", at("2026-11-23 09:00"))
    assert one.case_no == two.case_no
    assert CaseRow.objects.count() == 1


def test_an_id_used_on_one_case_does_nothing_on_another(hall: Hall) -> None:
    one, two = hall.placed(), hall.placed()
    mo = hall.people["mo"]
    handle(mo, one, [Order("claim")], "once", None, at("2026-11-23 10:00"))
    with pytest.raises(Refusal, match="command_reused"):
        handle(mo, two, [Order("claim")], "once", None, at("2026-11-23 10:00"))


def test_a_stale_page_is_told_who_did_what_meanwhile(hall: Hall) -> None:
    case_no = hall.placed()
    seen = CaseRow.objects.get(case_no=case_no).version
    hall.do("gu", case_no, "recall", "2026-11-23 10:05", reason="派错了")
    chen, now = hall.people["chen"], at("2026-11-23 10:06")
    with pytest.raises(Stale) as told:
        handle(chen, case_no, [Order("remind")], "late", seen, now)
    assert "顾清和 10:05 已“撤回分办”" in told.value.sentence


def test_a_note_does_not_make_a_page_stale(hall: Hall) -> None:
    case_no = hall.placed()
    seen = CaseRow.objects.get(case_no=case_no).version
    hall.do("chen", case_no, "note", "2026-11-23 10:05", text="问过一次")
    mo = hall.people["mo"]
    done = handle(mo, case_no, [Order("claim")], "fresh", seen, at("2026-11-23 10:06"))
    assert not done.repeated


def test_a_refused_act_changes_nothing(hall: Hall) -> None:
    case_no = hall.placed()
    before = (Entry.objects.count(), list(DutyRow.objects.values_list("duty_id", "state")))
    with pytest.raises(Refusal) as no:
        hall.do("chen", case_no, "complete", "2026-11-23 10:00", outcome="done")
    assert no.value.code == "not_at_this_stage"
    after = (Entry.objects.count(), list(DutyRow.objects.values_list("duty_id", "state")))
    assert before == after


def test_two_acts_of_one_command_happen_both_or_neither(hall: Hall) -> None:
    given = {
        "matter": "证明开不出来",
        "name": "秦桂芳",
        "phone": "13900005512",
        "channel": "counter",
    }
    orders = [Order("register", given), Order("accept", {"ground": "no_such", "kind": "general"})]
    with pytest.raises(Refusal, match="unknown_option"):
        open_case(hall.people["chen"], "hall", orders, "both", at("2026-11-23 09:00"))
    assert not CaseRow.objects.exists()
    assert not Entry.objects.exists()


def test_a_late_entry_keeps_both_times_and_counts_from_the_true_one(hall: Hall) -> None:
    given = {
        "matter": "停电时记在纸上",
        "name": "秦桂芳",
        "phone": "13900005512",
        "channel": "counter",
        "late_reason": "停电",
        "late_allowed_by": "lin",
    }
    taken, entered = at("2026-11-20 10:00"), at("2026-11-23 09:00")
    orders = [Order("register", given, done_at=taken)]
    done = open_case(hall.people["chen"], "hall", orders, "paper", entered)
    event = done.events[0]
    assert (event.done_at, event.recorded_at) == (taken, entered)
    assert done.case_no == "MQ20261120-001"
    duty = DutyRow.objects.get(rule="decide")
    assert duty.due == at("2026-11-20 15:00")


def test_a_reply_on_paper_is_entered_for_the_named_person(hall: Hall) -> None:
    case_no = hall.placed()
    chen, now = hall.people["chen"], at("2026-11-23 15:00")
    given = {"answer": "result", "text": "已办好", "signature": "莫海涛"}
    with pytest.raises(Refusal) as no:
        handle(chen, case_no, [Order("reply", given)], "no-name", None, now)
    assert no.value.field == "for_person"
    order = Order("reply", given | {"for_person": "莫海涛"})
    event = handle(chen, case_no, [order], "named", None, now).events[0]
    assert (event.by.user, event.by.unit, event.by.recorded) == ("chen", "housing", True)


def test_the_case_keeps_the_edition_it_was_registered_under(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    row = CaseRow.objects.get(case_no=case_no)
    assert (row.standard, row.edition) == ("guilin-xiufeng", "2024-05-17")
    assert event_of(read.case(case_no)[0]).text("edition") == "2024-05-17"
