"""The inquiry slip 核查函: one person sees one question; a complaint reaches nobody else's eyes."""

from __future__ import annotations

import pytest

from bancheng.casework import access, queries, slips, tick
from bancheng.casework.door import Asked, Order, handle
from bancheng.casework.look import look
from bancheng.casework.outbox_row import Outgoing
from bancheng.core.refusal import Refusal
from bancheng.people.appoint import appoint, create_user, disable
from bancheng.people.models import Unit
from bancheng.people.user import User
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = pytest.mark.database

NOW = at("2026-11-23 16:00")
WORDS = "税务窗口十二点前就不收材料了"
QUESTION = "请说明中午几点停止收件"
ANSWER = "按告示是十二点，那天提前收了号"


def complained(hall: Hall) -> str:
    """A complaint about the tax office, with the supervision."""
    case_no = hall.register(
        "2026-11-23 09:00", matter=WORDS, ground="conduct", accused_units=["tax"]
    )
    hall.do("jiang", case_no, "screen", "2026-11-23 09:20")
    hall.do(
        "gu",
        case_no,
        "transfer",
        "2026-11-23 09:30",
        lead="supervision",
        opinion="核",
        signature="顾",
    )
    return case_no


def asked(hall: Hall) -> str:
    """The same, and somebody of the tax office was asked."""
    case_no = complained(hall)
    hall.do("gu", case_no, "inquire", "2026-11-23 10:00", asked_person="rao", put_question=QUESTION)
    return case_no


def colleague(hall: Hall) -> User:
    """Somebody else of the tax office."""
    user = create_user("zhan", "詹一舟", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="tax"), "department")
    return user


def key(hall: Hall, who: str = "rao") -> str:
    return slips.open_lines_of(hall.people[who])[0].key


@pytest.mark.clause("XF-9.2.3", "XF-7.5", "SC-8.4", "SC-5.1.c")
def test_the_person_asked_sees_the_question_and_nothing_of_the_case(hall: Hall) -> None:
    case_no = asked(hall)
    rao = hall.people["rao"]
    slip = slips.slip_for(rao, key(hall))
    assert slip.question == QUESTION
    assert slip.line.due == at("2026-11-25 17:00")
    assert slip.asked_by == "顾清和"
    shown = repr(slip)
    assert case_no not in shown
    assert WORDS not in shown
    assert "秦桂芳" not in shown
    with pytest.raises(access.NotFound):
        look(rao, case_no, NOW)
    assert not access.visible(rao).exists()
    assert not access.open_duties(rao).exists()
    assert queries.my_duties(rao, NOW) == []
    assert queries.my_work(rao, NOW).counts == queries.Counts(0, 0, 0, 0)
    assert queries.search(rao, case_no) == []
    assert queries.search(rao, "材料") == []


@pytest.mark.clause("XF-9.2.3", "SC-8.4")
def test_nobody_else_of_the_unit_sees_anything(hall: Hall) -> None:
    asked(hall)
    zhan = colleague(hall)
    assert slips.lines_of(zhan) == []
    with pytest.raises(access.NotFound):
        slips.slip_for(zhan, key(hall))
    with pytest.raises(access.NotFound):
        slips.answer(zhan, key(hall), ANSWER, "zhan-1", NOW)
    assert not access.visible(zhan).exists()
    assert queries.my_work(zhan, NOW).counts == queries.Counts(0, 0, 0, 0)


@pytest.mark.clause("XF-9.2.3")
def test_an_answer_reaches_those_who_asked_and_ends_what_was_owed(hall: Hall) -> None:
    case_no = asked(hall)
    rao, slip = hall.people["rao"], key(hall)
    slips.answer(rao, slip, ANSWER, "rao-1", at("2026-11-23 15:00"))
    found = look(hall.people["gu"], case_no, NOW)
    last = found.entries[-1]
    assert (last.event.act, last.event.by.user, last.event.by.unit) == (
        "answer_inquiry",
        "rao",
        "tax",
    )
    assert last.texts == {"text": ANSWER}
    assert not [d for d in found.case.owed() if d.person]
    after = slips.slip_for(rao, slip)
    assert (after.answer, after.line.state) == (ANSWER, "done")
    assert slips.open_lines_of(rao) == []
    with pytest.raises(access.NotFound):
        slips.answer(rao, slip, "再说一遍", "rao-2", NOW)


def test_having_been_asked_opens_no_other_act(hall: Hall) -> None:
    case_no = asked(hall)
    rao = hall.people["rao"]
    for act, given in (("note", {"text": "看看"}), ("hand_over", {"to_user": "rao"})):
        with pytest.raises(Refusal):
            handle(Asked(rao), case_no, [Order(act, given)], f"rao-{act}", None, NOW)
    with pytest.raises(access.NotFound):
        handle(rao, case_no, [Order("note", {"text": "看看"})], "rao-3", None, NOW)


def test_a_witness_with_no_part_in_the_case_may_answer_and_no_more(hall: Hall) -> None:
    case_no = complained(hall)
    hall.do(
        "gu", case_no, "inquire", "2026-11-23 10:00", asked_person="mo", put_question="当时在吗"
    )
    mo = hall.people["mo"]
    assert not access.visible(mo).exists()
    with pytest.raises(Refusal):
        handle(Asked(mo), case_no, [Order("note", {"text": "看看"})], "mo-1", None, NOW)
    slips.answer(mo, key(hall, "mo"), "在", "mo-2", NOW)
    assert slips.lines_of(mo)[0].state == "done"


def test_whoever_has_left_is_asked_nothing_any_more(hall: Hall) -> None:
    asked(hall)
    rao = hall.people["rao"]
    disable(rao)
    rao.refresh_from_db()
    assert slips.lines_of(rao) == []


@pytest.mark.clause("XF-9.2.3", "XF-7.5", "SC-5.1.c", "SC-8.4")
def test_what_is_sent_out_names_no_case_to_the_unit_complained_of(hall: Hall) -> None:
    case_no = asked(hall)
    tick.run(at("2026-11-24 17:30"))
    tick.run(at("2026-11-26 09:00"))
    sent = list(Outgoing.objects.order_by("pk"))
    to_rao = [line for line in sent if line.to_user]
    assert {line.to_user for line in to_rao} == {"rao"}
    assert [line.about for line in to_rao] == ["duty_opened", "warned", "lapsed"]
    assert {(line.case_no, line.duty_id, line.to_role, line.to_unit) for line in to_rao} == {
        ("", "", "", "")
    }
    assert {line.slip for line in to_rao} == {key(hall)}
    assert "tax" not in {line.to_unit for line in sent}
    assert case_no in {line.case_no for line in sent if line.to_role or line.to_unit}


def test_a_slip_keeps_its_key_when_the_rows_are_made_anew(hall: Hall) -> None:
    from bancheng.casework import rebuild

    asked(hall)
    before = key(hall)
    rebuild.rebuild()
    assert key(hall) == before
    assert slips.slip_for(hall.people["rao"], before).question == QUESTION


def test_the_supervision_counts_what_was_asked_as_waiting_on_others(hall: Hall) -> None:
    complained(hall)
    before = queries.my_work(hall.people["gu"], NOW).counts.waiting_on_others
    case_no = asked(hall)
    owed = access.open_duties(hall.people["gu"]).filter(case__case_no=case_no, person="rao")
    assert owed.count() == 1
    assert queries.my_work(hall.people["gu"], NOW).counts.waiting_on_others > before
