"""一起办: each case through the door by itself; what was skipped says why."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.core.acts import ACTS
from bancheng.journal import read
from bancheng.workbench import bulk_choice
from bancheng.workbench.bulk_choice import ONE_BY_ONE, Marked, candidates, opening, openings
from tests.casework.hall import Hall, at
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database
NOW = at("2026-11-24 14:30")
TRANSFER: dict[str, Any] = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def mark(case_no: str) -> str:
    """As the list sends it."""
    return f"{case_no}@{CaseRow.objects.get(case_no=case_no).version}"


def page(clerk: Clerk, status: int = 200, **fields: Any) -> str:
    return words(clerk.post("/lists/together", status, **fields))


def stage(case_no: str) -> str:
    return CaseRow.objects.get(case_no=case_no).stage


def screened(hall: Hall, when: str = "2026-11-24 09:00") -> str:
    case_no = hall.register(when)
    hall.do("jiang", case_no, "screen", when)
    return case_no


def test_an_act_open_for_one_of_them_is_offered_with_how_many(hall: Hall) -> None:
    every = [hall.register("2026-11-24 09:00"), screened(hall)]
    told = page(Clerk("jiang"), case=[mark(case_no) for case_no in every])
    assert "甄别审核 1 件可以办，跳过 1 件" in told.replace("甄别审核1", "甄别审核 1")


@pytest.mark.clause("XF-9.2.1")
def test_several_are_transferred_with_one_form(hall: Hall) -> None:
    two = [screened(hall), screened(hall)]
    early = hall.register("2026-11-24 09:00")
    fields: dict[str, Any] = {
        "case": [mark(c) for c in (*two, early)],
        "act": "transfer",
        "command_id": "all-1",
    }
    gu = Clerk("gu")
    form = page(gu, **fields)
    assert "分办 2 件" in form
    assert "会跳过 1 件" in form
    done = page(gu, go="1", **fields, **TRANSFER)
    assert "办好 2 件，跳过 1 件" in done
    assert "本件现在是“已受理”，不能分办" in done
    assert "附件2" in done
    assert [stage(c) for c in (*two, early)] == ["assigned", "assigned", "accepted"]


def test_sent_twice_it_is_done_once(hall: Hall) -> None:
    two = [screened(hall), screened(hall)]
    fields: dict[str, Any] = {
        "case": [mark(c) for c in two],
        "act": "transfer",
        "command_id": "all-2",
        "go": "1",
    }
    gu = Clerk("gu")
    page(gu, **fields, **TRANSFER)
    versions = [read.version_of(c) for c in two]
    again = page(gu, **{**fields, "go": "on"}, **TRANSFER)
    assert "办好 2 件" in again
    assert [read.version_of(c) for c in two] == versions


def test_a_missing_field_is_told_before_the_first_is_done(hall: Hall) -> None:
    two = [screened(hall), screened(hall)]
    fields: dict[str, Any] = {"case": [mark(c) for c in two], "act": "transfer", "go": "1"}
    told = page(Clerk("gu"), 422, **fields, lead="housing", opinion="请尽快办理")
    assert "一件都还没有办" in told
    assert "请填“" in told
    assert "请尽快办理" in told
    assert [stage(c) for c in two] == ["screened", "screened"]


def test_nothing_is_bypassed_by_going_on_without_the_form(hall: Hall) -> None:
    case_no = screened(hall)
    told = page(Clerk("gu"), case=mark(case_no), act="transfer", go="on", lead="housing")
    assert "一件也没有办成" in told
    assert "请填“" in told
    assert stage(case_no) == "screened"


def test_whoever_acted_meanwhile_is_named(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 09:00")
    marked = mark(case_no)
    hall.do("mo", case_no, "claim", "2026-11-24 10:00")
    told = page(Clerk("chen"), case=marked, act="remind", go="1")
    assert "莫海涛 10:00 已“认领”" in told
    assert "一件也没有办成" in told


def test_what_one_may_not_see_is_not_done_and_tells_nothing(hall: Hall) -> None:
    own, other = hall.placed("2026-11-24 09:00"), hall.placed("2026-11-24 09:00", lead="land")
    mo = Clerk("mo")
    marked = [mark(own), mark(other), "MQ20200101-001@1"]
    told = page(mo, case=marked, act="claim", go="on", command_id="all-3")
    assert "办好 1 件，跳过 2 件" in told
    assert told.count("没有这件工单，或者不在您能查看的范围内") == 2
    assert stage(other) == "assigned"
    assert read.version_of(other) == 4
    first = page(mo, case=marked)
    assert other not in first


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_a_complaint_is_no_candidate_for_those_complained_of(hall: Hall) -> None:
    complaint = hall.register("2026-11-24 09:00", ground="conduct", accused_users=["lin"])
    found, unseen = candidates(hall.people["lin"], [Marked(complaint, None)], NOW)
    assert found == []
    assert unseen == [Marked(complaint, None)]
    assert complaint not in page(Clerk("lin"), case=mark(complaint))


@pytest.mark.clause("XF-11", "XF-A2", "SC-7.3")
def test_what_each_petitioner_said_is_not_said_of_many(hall: Hall) -> None:
    case_no = hall.ended("2026-11-24 09:00")
    found, _ = candidates(hall.people["chen"], [Marked(case_no, None)], NOW)
    assert not {o.act for o in openings(found)} & ONE_BY_ONE
    for act in ("call_back", "inform", "decline"):
        Clerk("chen").post("/lists/together", 404, case=mark(case_no), act=act, go="on")
    assert ACTS.keys() >= ONE_BY_ONE


def test_what_points_into_one_case_is_not_offered(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 09:00")
    found, _ = candidates(hall.people["chen"], [Marked(case_no, None)], NOW)
    acts = {o.act for o in openings(found)}
    assert {"correct", "attach", "detach"}.isdisjoint(acts)
    assert {"remind", "note", "hand_over"} <= acts
    assert opening(found, "reply").open == []  # a department's, which somebody would write down


def test_not_more_than_two_hundred_at_once(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [hall.register("2026-11-24 09:00") for _ in range(3)]
    monkeypatch.setattr(bulk_choice, "MOST", 2)
    monkeypatch.setattr("bancheng.web.lists.bulk.MOST", 2)
    chen = Clerk("chen")
    told = page(chen, case=[mark(c) for c in every])
    assert "一次最多 2 件，后面的 1 件没有算进来" in told
    page(chen, case=[mark(c) for c in every], act="note", go="on", text="停电，明天再办")
    assert [read.version_of(c) for c in every] == [3, 3, 2]


def test_many_are_done_in_batches_and_the_numbers_add_up(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [hall.register("2026-11-24 09:00") for _ in range(5)]
    monkeypatch.setattr("bancheng.web.lists.bulk_batch.BATCH", 2)
    chen = Clerk("chen")
    fields: dict[str, Any] = {
        "case": [mark(c) for c in every],
        "act": "note",
        "go": "1",
        "text": "停电",
    }
    answer = chen.post("/lists/together", 200, **fields)
    for _ in range(2):
        sent = carried(answer.content.decode())
        assert "接着办后面的" in words(answer)
        answer = chen.post("/lists/together", 200, **sent)
    assert "办好 5 件" in words(answer)
    assert [read.version_of(c) for c in every] == [3] * 5


def carried(page_sent: str) -> dict[str, list[str]]:
    """What the form that goes on carries."""
    form = page_sent[page_sent.index('hx-trigger="load, submit"') :]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_the_whole_page_can_be_taken_without_a_script(hall: Hall) -> None:
    every = [hall.register("2026-11-24 09:00") for _ in range(2)]
    told = page(Clerk("chen"), whole="1", page=" ".join(mark(c) for c in every))
    assert "2 件工单一起办" in told
    assert "没有选中工单" in page(Clerk("chen"))
