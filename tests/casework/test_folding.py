"""A fold that a process kept is used only while the journal says that it still holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from bancheng.casework import folding, rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.erase import erase
from bancheng.casework.facts import case_of
from bancheng.casework.folding import case_now
from bancheng.core.case import Case
from bancheng.journal import read
from bancheng.journal.verify import verify
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall, at
from tests.journal import forging

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    folding.forget()
    yield
    folding.forget()


def told(case_no: str) -> Case:
    """The case as the journal alone tells it."""
    return case_of(read.case(case_no))


def test_after_every_act_of_a_life_the_kept_fold_is_that_of_the_journal(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    assert case_now(case_no) == told(case_no)
    for who, act, given in (
        ("jiang", "screen", {}),
        ("gu", "transfer", {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}),
        ("mo", "claim", {}),
        ("chen", "note", {"text": "诉求人来电"}),
        ("mo", "reply", {"answer": "result", "text": "已办好", "signature": "莫海涛"}),
        ("chen", "inform", {"means": "phone"}),
        ("chen", "complete", {"outcome": "done"}),
        ("jiang", "reopen", {"reason": "又退件了"}),
    ):
        hall.do(who, case_no, act, "2026-11-23 10:00", **given)
        assert case_now(case_no) == told(case_no), act
    assert case_now("MQ-none") == Case()


def test_what_a_caller_does_to_a_case_is_not_remembered(hall: Hall) -> None:
    case_no = hall.placed()
    taken = case_now(case_no)
    taken.units.clear()
    taken.duties.clear()
    taken.past.clear()
    taken.version = 99
    assert case_now(case_no) == told(case_no)


def test_what_another_process_did_is_seen(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    case_no = hall.placed()
    case_now(case_no)
    before = dict(folding._kept)
    hall.do("mo", case_no, "claim", "2026-11-23 09:30")
    hall.do("mo", case_no, "report_progress", "2026-11-23 09:40", text="已约好现场勘查")
    monkeypatch.setattr(folding, "_kept", before)  # as a process that did none of this
    assert case_now(case_no) == told(case_no)
    assert before[case_no].case == told(case_no)


def test_an_erasure_is_a_version_and_the_case_goes_on_behind_it(hall: Hall) -> None:
    case_no = hall.placed()
    case_now(case_no)
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, case_no, "保存期限已满", "erase-1", at("2026-11-25 09:00"))
    assert case_now(case_no) == told(case_no)
    hall.do("mo", case_no, "claim", "2026-11-25 10:00")
    assert case_now(case_no) == told(case_no)
    assert verify().ok


def undone_and_otherwise(hall: Hall) -> tuple[str, str]:
    """A case that was taken back with everything done to it, and another of the same number, as
    far along, of which something else is true."""
    with transaction.atomic():
        taken_back = hall.register("2026-11-23 09:00", kind="complex", complex_because="several")
        case_now(taken_back)
        kept = dict(folding._kept)
        transaction.set_rollback(True)
    case_no = hall.register("2026-11-23 09:00")
    folding.forget()
    folding._kept.update(kept)  # as a process that did not do the second itself
    return taken_back, case_no


def test_a_fold_of_what_was_taken_back_is_never_used(hall: Hall) -> None:
    taken_back, case_no = undone_and_otherwise(hall)
    assert taken_back == case_no, "the test wants the same number again"
    assert case_now(case_no) == told(case_no)
    assert case_now(case_no).kind == "general"


def test_without_the_digest_a_fold_of_what_was_taken_back_is_seen_to_be_used(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: only the version is compared, as a cache with less care would."""
    monkeypatch.setattr(folding, "_ended_with", lambda fold, entry: True)
    _, case_no = undone_and_otherwise(hall)
    assert case_now(case_no).kind == "complex"


def test_an_act_undone_leaves_no_trace_in_the_next(hall: Hall) -> None:
    case_no = hall.placed()
    with transaction.atomic():
        hall.do("mo", case_no, "claim", "2026-11-23 09:30")
        hall.do("mo", case_no, "note", "2026-11-23 09:31", text="已派人")
        transaction.set_rollback(True)
    assert case_now(case_no) == told(case_no)
    hall.do("mo", case_no, "claim", "2026-11-23 09:40")
    assert case_now(case_no) == told(case_no)
    assert rebuild.compare() == []


def test_no_more_cases_are_kept_than_said(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "KEPT", 2)
    cases = [hall.register("2026-11-23 09:00") for _ in range(3)]
    for case_no in cases:
        case_now(case_no)
    assert list(folding._kept) == cases[1:]


def test_verifying_looks_at_the_disk_and_not_at_what_is_kept(hall: Hall) -> None:
    case_no = hall.placed()
    case_now(case_no)
    changed = b'{"changed":true}'
    forging.run("UPDATE journal_entry SET sealed = %s WHERE case_no = %s", changed, case_no)
    assert not verify().ok
    forging.run("DELETE FROM journal_entry WHERE case_no = %s", case_no)
    CaseRow.objects.all().delete()
