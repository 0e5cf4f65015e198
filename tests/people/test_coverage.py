"""到岗: the day cut into stretches, whoever is on the rota, away, or standing in."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.people.coverage import (
    Plan,
    Span,
    Standing,
    StandingIn,
    Turn,
    standing_at,
    stretches,
)

DAY = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Shanghai"))
OPEN = [(9, 12), (13, 17)]


def hour(n: float) -> datetime:
    return DAY + timedelta(hours=n)


def turn(who: str, begins: float, until: float, window: int = 1, part: str = "on_duty") -> Turn:
    return Turn(int(begins * 100 + window), window, who, part, hour(begins), hour(until))


def told(plan: Plan, window: int = 1) -> list[str]:
    sessions = [(hour(a), hour(b)) for a, b in OPEN]
    return [
        f"{s.begins:%H}-{s.until:%H} "
        + (
            "、".join(
                f"{x.username}{'代' + x.instead_of if x.instead_of else ''}" for x in s.standing
            )
            or "没有人"
        )
        for s in stretches(plan, window, DAY, DAY + timedelta(days=1), sessions)
    ]


@pytest.mark.clause("XF-5")
def test_an_open_window_is_cut_where_people_change_and_where_nobody_is() -> None:
    plan = Plan([turn("chen", 9, 11), turn("lin", 10, 14)])
    assert told(plan) == ["09-10 chen", "10-11 chen、lin", "11-14 lin", "14-17 没有人"]


def test_what_is_neither_open_nor_stood_is_left_out() -> None:
    assert told(Plan()) == ["09-12 没有人", "13-17 没有人"]
    assert told(Plan([turn("chen", 7, 8)])) == ["07-08 chen", "09-12 没有人", "13-17 没有人"]


def test_whoever_leads_comes_first() -> None:
    plan = Plan([turn("chen", 9, 12), turn("lin", 9, 12, part="leader")])
    assert [s.username for s in standing_at(plan, 1, hour(10))[0]] == ["lin", "chen"]


@pytest.mark.clause("SC-8.2")
def test_a_stand_in_stands_for_the_time_of_the_absence() -> None:
    away: dict[str, list[Span]] = {"chen": [(hour(10), hour(12))]}
    plan = Plan([turn("chen", 9, 17)], away, [StandingIn("lin", "chen", hour(10), hour(12))])
    assert told(plan) == ["09-10 chen", "10-12 lin代chen", "12-17 chen"]


def test_a_stand_in_who_stands_there_anyway_stands_there_once() -> None:
    away: dict[str, list[Span]] = {"chen": [(hour(9), hour(17))]}
    stand_in = StandingIn("lin", "chen", hour(9), hour(17))
    plan = Plan([turn("lin", 9, 17), turn("chen", 9, 17, part="leader")], away, [stand_in])
    assert standing_at(plan, 1, hour(10)) == ([Standing("lin", "leader", "chen")], [])


def test_the_next_who_is_there_stands_in() -> None:
    away: dict[str, list[Span]] = {"chen": [(hour(9), hour(17))], "lin": [(hour(9), hour(17))]}
    stand_ins = [StandingIn(n, "chen", hour(9), hour(17)) for n in ("lin", "pan")]
    plan = Plan([turn("chen", 9, 17)], away, stand_ins)
    assert told(plan) == ["09-17 pan代chen"]


SPANS = st.tuples(st.integers(0, 23), st.integers(1, 6))
NAMES = st.sampled_from(["a", "b", "c"])


@given(
    st.lists(st.tuples(NAMES, st.integers(1, 2), SPANS), max_size=6),
    st.lists(st.tuples(NAMES, SPANS), max_size=4),
    st.lists(st.tuples(NAMES, NAMES, SPANS), max_size=4),
)
def test_the_stretches_tell_of_every_moment_what_the_moment_tells(
    turns: list[tuple[str, int, tuple[int, int]]],
    aways: list[tuple[str, tuple[int, int]]],
    stand_ins: list[tuple[str, str, tuple[int, int]]],
) -> None:
    away: dict[str, list[Span]] = {}
    for name, (begins, long) in aways:
        away.setdefault(name, []).append((hour(begins), hour(begins + long)))
    plan = Plan(
        [turn(name, begins, begins + long, window) for name, window, (begins, long) in turns],
        away,
        [StandingIn(a, b, hour(n), hour(n + long)) for a, b, (n, long) in stand_ins],
    )
    sessions = [(hour(a), hour(b)) for a, b in OPEN]
    found = stretches(plan, 1, DAY, DAY + timedelta(days=1), sessions)
    for half in range(48):
        at = DAY + timedelta(minutes=30 * half + 10)
        standing, missing = standing_at(plan, 1, at)
        is_open = any(opens <= at < closes for opens, closes in sessions)
        here = [s for s in found if s.begins <= at < s.until]
        assert len(here) == (1 if standing or is_open else 0)
        for stretch in here:
            assert stretch.standing == tuple(standing)
            assert stretch.missing == tuple(missing)
            assert stretch.is_gap == (is_open and not standing)
            assert not any(plan.is_away(s.username, at) for s in stretch.standing)
