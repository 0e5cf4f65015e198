"""Laws of the core that hold for every case under every standard, tried with drawn examples."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bancheng.core.acts import ACTS
from bancheng.core.ask import ON_EVERY_ACT
from bancheng.core.case import Case
from bancheng.core.decider import FIELDS, Command, decide
from bancheng.core.fold import evolve, fold
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.library.standards import standard
from tests.shelves import every_standard, national
from tests.walks.walk import Walk, walk

STANDARDS = {name: standard(name, folder=shelf) for shelf, name in every_standard()}
SEEDS = st.integers(0, 10**6)
FEW = settings(max_examples=60, deadline=None)
MANY = settings(max_examples=250, deadline=None)

UNDER_WAY = st.builds(
    lambda name, seed, steps: _under_way(Walk(STANDARDS[name], national(), seed), steps),
    st.sampled_from(sorted(STANDARDS)),
    SEEDS,
    st.integers(0, 25),
)
GARBAGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.text(max_size=12),
    st.lists(st.text(max_size=4), max_size=3),
    st.sampled_from(["2026-02-30", "9999-12-31", "0001-01-01", "now", "window", "１２", "result"]),
)
FIELD_NAMES = st.sampled_from([*FIELDS, "no_such_field", *(a.name for a in ON_EVERY_ACT)])


def _under_way(walker: Walk, steps: int) -> Walk:
    for _ in range(steps):
        walker.step()
    return walker


@MANY
@given(UNDER_WAY, st.sampled_from([*ACTS, "no_such_act"]), st.data())
def test_whatever_is_sent_is_decided_or_refused_and_the_case_stands_as_it_stood(
    walker: Walk, act: str, data: st.DataObject
) -> None:
    before = walker.case.copied()
    actor = data.draw(st.sampled_from(walker.people))
    filled: dict[str, Any] = walker.filler.fill(act, walker.case, walker.at) if act in ACTS else {}
    given_ = filled | data.draw(st.dictionaries(FIELD_NAMES, GARBAGE, max_size=3))
    command = Command(act, actor, given_, walker.at, walker.at)
    try:
        decision = decide(walker.case, command, walker.setting)
    except Refusal as said:
        refused: Refusal | None = said
    else:
        refused = None
        json.dumps(dict(decision.event.data))
        assert decision.event.seq == before.version + 1
        assert set(decision.texts) == set(decision.event.beside)
        assert not set(decision.texts) & set(decision.event.data)
        evolved = before.copied()
        evolve(evolved, decision.event)
        assert decision.after == evolved
    assert walker.case == before
    assert refused is None or (refused.code and refused.sentence.endswith(("。", "？", "！")))


@FEW
@given(UNDER_WAY, st.data())
def test_a_case_is_the_fold_of_its_events_however_often_one_stops_on_the_way(
    walker: Walk, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(walker.events)))
    case = fold(walker.events[:cut])
    assert case.version == cut
    for event in walker.events[cut:]:
        evolve(case, event)
    assert case == walker.case


@FEW
@given(st.sampled_from(sorted(STANDARDS)), SEEDS)
def test_a_change_of_kind_never_revives_what_was_done(name: str, seed: int) -> None:
    walker = walk(STANDARDS[name], national(), seed)
    case = Case()
    for event in walker.events:
        if ACTS[event.act].reclassifies and not event.pending:
            for duty in event.opened:
                since = [p for p in case.past if p.name == duty.start_event]
                if duty.start_event == event.name or not since:
                    continue
                done = [p for p in case.past if p.act in duty.owed and p.seq > since[-1].seq]
                assert not [p for p in done if p.round == case.round], (walker.seed, duty.id)
        evolve(case, event)


@FEW
@given(st.sampled_from(sorted(STANDARDS)), SEEDS)
def test_what_ended_is_late_for_good_or_never_will_be(name: str, seed: int) -> None:
    walker = walk(STANDARDS[name], national(), seed)
    much_later = walker.at + timedelta(days=400)
    for duty in walker.case.duties.values():
        assert duty.closed_at is not None
        assert duty.late_at(much_later) == duty.late_at(walker.at)
        if duty.due is None or duty.closed_at <= duty.due:
            assert not duty.late_at(much_later)


@FEW
@given(UNDER_WAY, st.integers(1, 10**5))
def test_nothing_is_done_in_the_future_or_before_the_last_step(walker: Walk, minutes: int) -> None:
    if walker.case.stage is Stage.NONE or walker.case.moved_at is None:
        return
    clerk = next(a for a in walker.people if a.roles - {"system", "petitioner", "origin"})
    text = {"text": "记一笔", "late_reason": "停电", "late_allowed_by": clerk.user}
    later = walker.at + timedelta(minutes=minutes)
    early = walker.case.moved_at - timedelta(minutes=minutes)
    for done_at, code in ((later, "in_the_future"), (early, "before_last_step")):
        command = Command("note", clerk, text, done_at, walker.at)
        if walker.case.stage is not Stage.SUBMITTED:
            with pytest.raises(Refusal) as refused:
                decide(walker.case, command, walker.setting)
            assert refused.value.code in (code, "walled_off")


def test_what_was_done_earlier_needs_a_reason_and_somebody_who_allowed_it() -> None:
    walker = Walk(STANDARDS["lanyu-window"], national(), 1)
    clerk = next(a for a in walker.people if "window" in a.roles)
    given_ = walker.filler.fill("register", walker.case, walker.at, willing=True)
    late = Command("register", clerk, given_, walker.at - timedelta(hours=2), walker.at)
    for field in ("late_reason", "late_allowed_by"):
        with pytest.raises(Refusal) as refused:
            decide(walker.case, late, walker.setting)
        assert (refused.value.code, refused.value.field) == ("missing", field)
        late = replace(late, given=dict(late.given) | {field: clerk.user})
    event = decide(walker.case, late, walker.setting).event
    assert (event.done_at, event.recorded_at) == (late.done_at, late.recorded_at)
    assert all(duty.start == late.done_at for duty in event.opened)
