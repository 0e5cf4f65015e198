"""The laws of points: never outside their bounds, what the cases took adds up, an exemption only
gives back.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.scoring.points import IN_A_POINT, Counted, Part, part, points_words
from bancheng.core.scoring.sheet import sheet
from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.load import fit
from bancheng.core.standard.scoring import Indicator, Scoring
from bancheng.core.standard.sourced_rules import sourced_rules
from bancheng.core.standard.standard import Standard
from tests.shelves import INVENTED, changed, invented, source_of

NUMBERS = st.sampled_from([f"C{n}" for n in range(12)])
SOME = st.one_of(st.integers(0, 9), st.integers(0, 90))
COUNTS = st.builds(Counted, SOME, st.lists(NUMBERS, max_size=9).map(tuple))
WHY = {"because": "虚构"}


BANDS = [{"label": "好", "from": 60}, {"label": "中", "from": 60}, {"label": "差", "from": 0}]
WHAT = {"gives": "done", "takes": "late"}


def indicator(**more: Any) -> Indicator:
    """One of a department."""
    return Indicator.model_validate({"label": "按期", "of": "department", **WHY, **more})


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """One that takes its equal parts or so many each, or gives."""
    points = draw(st.integers(1, 100))
    each = draw(st.one_of(st.none(), st.integers(1, points)))
    moves = "gives" if each is not None and draw(st.booleans()) else "takes"
    return indicator(points=points, each=each, **{moves: WHAT[moves]})


@given(indicators(), COUNTS, st.integers(1, 8), st.sets(NUMBERS))
def test_points_stay_within_their_bounds_and_the_cases_add_up(
    rule: Indicator, counted: Counted, fewest: int, exempt: set[str]
) -> None:
    found = part("x", rule, counted, fewest, exempt)
    whole = rule.points * IN_A_POINT
    assert 0 <= found.points <= whole
    assert all(case.points >= 0 for case in found.cases)
    opened = sum(case.points for case in found.cases if not case.exempt)
    if not found.scored:
        assert (opened, found.points) == (0, 0)
    elif rule.gives:
        assert found.points == opened
    else:
        assert found.points + opened == whole
    assert {case.case_no for case in found.cases} == set(counted.hits)


@given(indicators(), COUNTS, st.integers(1, 8), st.sets(NUMBERS), NUMBERS)
def test_an_exemption_only_gives_back_what_the_case_took(
    rule: Indicator, counted: Counted, fewest: int, exempt: set[str], one: str
) -> None:
    before = part("x", rule, counted, fewest, exempt - {one})
    after = part("x", rule, counted, fewest, exempt | {one})
    took = sum(case.points for case in before.cases if case.case_no == one)
    assert 0 <= after.points - before.points <= (took if rule.takes else 0)
    assert before.n == after.n


def taking(**more: Any) -> Indicator:
    """Forty points for being in time."""
    return indicator(**{"points": 40, "takes": "late", **more})


def of(found: Part) -> dict[str, str]:
    """What each case took, in words."""
    return {case.case_no: points_words(case.points) for case in found.cases}


@pytest.mark.clause("SC-9.2", "XF-15")
def test_ten_of_many_take_no_more_than_one_of_few() -> None:
    few = part("x", taking(), Counted(10, ("A",)), 5)
    many = part("x", taking(), Counted(100, tuple(f"B{n}" for n in range(10))), 5)
    assert few.points == many.points == 36 * IN_A_POINT


@pytest.mark.clause("SC-9.2")
def test_what_does_not_divide_evenly_still_adds_up() -> None:
    found = part("x", taking(), Counted(7, ("A", "B", "B")), 5)
    assert of(found) == {"A": "5.71", "B": "11.43"}
    assert points_words(found.points) == "22.86"


@pytest.mark.clause("SC-9.2")
def test_so_many_points_each_until_they_are_used_up() -> None:
    found = part("x", taking(each=15), Counted(9, ("A", "B", "C", "D")), 5)
    assert of(found) == {"A": "15", "B": "15", "C": "10", "D": "0"}
    exempted = part("x", taking(each=15), Counted(9, ("A", "B", "C", "D")), 5, {"A"})
    assert exempted.points == 0  # B, C and D alone use it up


@pytest.mark.clause("SC-9.2", "XF-15")
def test_too_few_are_not_scored_and_none_is_no_failure() -> None:
    known = {"by": "bellkeeper", "fewest": 5, "least": 50, "bands": [*BANDS[::2]], **WHY}
    both = {"late": taking(), "again": taking(points=60)}
    rule = Scoring.model_validate({**known, "indicators": both})
    none = sheet(rule, "department", "port", {}, {})
    assert (none.got, none.possible, none.band) == (0, 0, "")
    few = {"late": Counted(4, ("A", "B", "C", "D")), "again": Counted(20, ("E",))}
    told = sheet(rule, "department", "port", few, {})
    assert (told.got, told.possible, told.band) == (5700, 6000, "好")
    assert set(of(told.parts[0]).values()) == {"0"}
    least = {"late": Counted(20), "again": Counted(4)}
    assert sheet(rule, "department", "port", least, {}).band == ""


def _with(one: dict[str, object] | None = None, **more: object) -> Standard:
    known = {"label": "按期", "of": "department", "points": 100, "takes": "late", **WHY}

    def put(data: dict[str, Any]) -> None:
        usual = {"by": "bellkeeper", "fewest": 5, "least": 50, **WHY}
        data["scoring"] = {**usual, "indicators": {"late": {**known, **(one or {})}}, **more}

    return fit(changed(source_of(INVENTED, "xinghe-harbour"), put))


@pytest.mark.clause("SC-9.2")
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"by": "captain"}, "没有角色“captain”"),
        ({"by": "department"}, "看不到全部工单"),
        ({"one": {"points": 90}}, "加起来是 90 分，不是 100 分"),
        ({"one": {"takes": "lateness"}}, "是否想写 late"),
        ({"one": {"gives": "done", "each": 1}}, "也只写一个"),
        ({"one": {"takes": None, "gives": "done"}}, "每件加几分"),
        ({"one": {"each": 120}}, "还多"),
        ({"one": {"of": "window"}}, "要写明"),
        ({"one": {"duties": "no-such"}}, "没有应办事项“no-such”"),
        ({"one": {"takes": "reopened", "duties": "x"}}, "只有按时限扣分的"),
        ({"bands": BANDS}, "scoring.bands 第2项.from：各档重叠"),
        ({"bands": BANDS[:1]}, "最低一档要从 0 起"),
        ({"fewest": 0}, "不小于 1"),
    ],
)
def test_a_scoring_that_cannot_be_is_refused_with_its_place(
    more: dict[str, Any], told: str
) -> None:
    with pytest.raises(StandardFaults, match=told) as refused:
        _with(**more)
    assert "第" in str(refused.value)
    assert "scoring" in str(refused.value)


@pytest.mark.clause("SC-9.2")
def test_a_region_brings_its_own_indicators_or_none() -> None:
    assert invented("xinghe-harbour").scoring is None
    own = _with()
    assert own.scoring is not None
    assert list(own.scoring.of("department")) == ["late"]
    assert ("scoring", "indicators", "late") in {path for path, _ in sourced_rules(own)}
