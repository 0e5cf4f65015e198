"""Staff records 人员记录: praise and criticism, tied to cases, confirmed by a second person."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework import access
from bancheng.casework.erase import erase
from bancheng.core.refusal import Refusal
from bancheng.improvement import staff_records, staff_seen
from bancheng.improvement.staff_record_row import StaffRecord, StaffRecordStep
from bancheng.improvement.staff_records import Wanted
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall
from tests.improvement.test_points import NOW, command

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-14")]

REASON = "连着三天帮老人填表，没有一句怨言"


def proposed(
    hall: Hall,
    who: str = "jiang",
    *,
    person: str = "chen",
    kind: str = "praise",
    reason: str = REASON,
    cases: tuple[str, ...] | None = None,
    body: str = "",
) -> StaffRecord:
    """A record of something that somebody did in a case."""
    numbers = (hall.ended(),) if cases is None else cases
    wanted = Wanted(person, kind, reason, numbers, body)
    return staff_records.propose(hall.people[who], "hall", wanted, command(), NOW)


def shown_to(hall: Hall, who: str) -> list[tuple[str, str, str]]:
    found, _ = staff_seen.lines(hall.people[who], NOW)
    return [(line.record.person, line.record.stage, line.reason) for line in found]


def test_one_proposes_another_confirms_and_the_person_reads_it(hall: Hall) -> None:
    record = proposed(hall)
    assert shown_to(hall, "chen") == []
    assert shown_to(hall, "gu") == [("chen", "proposed", REASON)]
    staff_records.confirm(hall.people["gu"], record.key, command(), NOW)
    assert shown_to(hall, "chen") == [("chen", "confirmed", REASON)]
    steps = [(t.step.kind, t.step.by) for t in staff_seen.steps_of(record)]
    assert steps == [("proposed", "jiang"), ("confirmed", "gu")]


def test_nobody_confirms_what_they_proposed_or_what_is_about_them(hall: Hall) -> None:
    record = proposed(hall)
    with pytest.raises(Refusal, match="same_person"):
        staff_records.confirm(hall.people["jiang"], record.key, command(), NOW)
    about_gu = proposed(hall, person="gu", kind="criticism")
    with pytest.raises(access.NotFound):
        staff_records.confirm(hall.people["gu"], about_gu.key, command(), NOW)
    with pytest.raises(Refusal, match="same_person"):
        proposed(hall, person="jiang")


def test_only_those_the_standard_names_propose_confirm_and_read(hall: Hall) -> None:
    for who in ("chen", "mo", "li"):
        with pytest.raises(Refusal, match="not_your_act"):
            proposed(hall, who, person="lin")
    with pytest.raises(Refusal, match="not_your_act"):
        proposed(hall, "jiang", kind="referral", body="区纪检组")
    record = proposed(hall)
    for who in ("chen", "lin", "mo", "li"):
        assert shown_to(hall, who) == [], who
        with pytest.raises(access.NotFound):
            staff_records.confirm(hall.people[who], record.key, command(), NOW)


@pytest.mark.parametrize(
    ("differs", "code"),
    [
        ({"reason": " "}, "missing"),
        ({"cases": ()}, "missing"),
        ({"cases": ("MQ20261123-999",)}, "unknown_case"),
        ({"person": "nobody"}, "unknown_option"),
        ({"kind": "applause"}, "unknown_option"),
    ],
)
def test_a_record_needs_a_person_a_reason_and_a_case(
    hall: Hall, differs: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        proposed(hall, **differs)
    assert not StaffRecord.objects.exists()


def test_a_referral_names_the_body(hall: Hall) -> None:
    with pytest.raises(Refusal, match="missing"):
        proposed(hall, "gu", kind="referral")
    record = proposed(hall, "gu", kind="referral", body="区纪检组")
    assert staff_seen.steps_of(record)[0].texts["body"] == "区纪检组"


def test_what_was_not_confirmed_is_never_shown_to_the_person(hall: Hall) -> None:
    record = proposed(hall, kind="criticism")
    with pytest.raises(Refusal, match="missing"):
        staff_records.refuse(hall.people["gu"], record.key, "", command(), NOW)
    staff_records.refuse(hall.people["gu"], record.key, "事实不清", command(), NOW)
    assert shown_to(hall, "chen") == []
    other = proposed(hall, kind="criticism")
    staff_records.withdraw(hall.people["jiang"], other.key, "记错了人", command(), NOW)
    assert shown_to(hall, "chen") == []
    with pytest.raises(Refusal, match="not_at_this_stage"):
        staff_records.confirm(hall.people["gu"], other.key, command(), NOW)


def test_what_was_confirmed_is_revoked_by_two_persons_again(hall: Hall) -> None:
    record = proposed(hall, kind="criticism")
    jiang, gu = hall.people["jiang"], hall.people["gu"]
    staff_records.confirm(gu, record.key, command(), NOW)
    staff_records.ask_to_revoke(gu, record.key, "查明不是他", command(), NOW)
    with pytest.raises(Refusal, match="same_person"):
        staff_records.confirm(gu, record.key, command(), NOW)
    assert shown_to(hall, "chen") == [("chen", "confirmed", REASON)]
    staff_records.confirm(jiang, record.key, command(), NOW)
    assert shown_to(hall, "chen") == [("chen", "revoked", REASON)]


@pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c")
def test_a_record_tied_to_a_complaint_tells_its_person_no_case_and_the_accused_nothing(
    hall: Hall,
) -> None:
    second = create_user("huang", "黄若谷", PASSWORD, must_change_password=False)
    appoint(second, unit_by_code("office"), "leading_office")
    hall.people["huang"] = second
    case_no = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin", "huang"]
    )
    record = proposed(hall, person="lin", kind="criticism", cases=(case_no,))
    assert shown_to(hall, "huang") == []
    staff_records.confirm(hall.people["gu"], record.key, command(), NOW)
    assert shown_to(hall, "lin") == [("lin", "confirmed", REASON)]
    assert staff_seen.cases_of(hall.people["lin"], record) == []
    assert staff_seen.cases_of(hall.people["gu"], record) == [case_no]
    assert shown_to(hall, "huang") == []
    assert shown_to(hall, "rao") == []


def test_a_record_is_written_once_however_often_it_is_sent(hall: Hall) -> None:
    wanted = Wanted("chen", "praise", REASON, (hall.ended(),))
    first = staff_records.propose(hall.people["jiang"], "hall", wanted, "twice", NOW)
    assert staff_records.propose(hall.people["jiang"], "hall", wanted, "twice", NOW) == first
    staff_records.confirm(hall.people["gu"], first.key, "twice-2", NOW)
    staff_records.confirm(hall.people["gu"], first.key, "twice-2", NOW)
    assert StaffRecordStep.objects.count() == 2


def test_words_lie_hidden_and_go_with_the_case_they_tell_of(hall: Hall) -> None:
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    case_no = hall.ended()
    record = proposed(hall, cases=(case_no,))
    assert REASON.encode() not in bytes(StaffRecordStep.objects.get().hidden)
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    (line,) = staff_seen.lines(hall.people["gu"], NOW)[0]
    assert (line.reason, line.erased, line.record.key) == ("", True, record.key)
