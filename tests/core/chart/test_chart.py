"""流程图: no two boxes overlap and no line crosses a box, for every standard and for any routes."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bancheng.core.acts import ACTS
from bancheng.core.chart.drawing import Drawing, Line
from bancheng.core.chart.layout import layout
from bancheng.core.chart.plan import Plan, plan
from bancheng.core.standard.routes import Route, Step
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from tests.core.chart import measured
from tests.shelves import every_standard, invented

HIGH = (40.0, 52.0, 75.0, 180.0)
NAMES = [
    name for name, spec in ACTS.items() if not spec.is_housekeeping and name not in ("submit",)
]


def drawn(steps: Plan, chance: random.Random, width: float = 160.0) -> Drawing:
    return layout(steps, width, {act: chance.choice(HIGH) for act in steps.steps})


@pytest.mark.clause("XF-A1")
@pytest.mark.parametrize(("shelf", "name"), every_standard())
def test_every_standard_is_drawn_with_no_box_on_another_and_no_line_through_one(
    shelf: Path, name: str
) -> None:
    steps = plan(standards.standard(name, folder=shelf))
    for seed in range(20):
        drawing = drawn(steps, random.Random(seed), width=120.0 + 10 * seed)
        assert measured.troubles(drawing) == []
        assert set(drawing.boxes) == set(steps.steps)
        assert len(drawing.lines) == len(steps.links)


@pytest.mark.parametrize("seed", range(150))
def test_routes_nobody_thought_of_are_drawn_as_well(seed: int) -> None:
    """Back and forth, crosswise, round in circles: whatever a standard may write as its routes."""
    chance = random.Random(seed)
    steps = plan(with_routes(invented("xinghe-harbour"), chance))
    assert measured.troubles(drawn(steps, chance)) == []


def with_routes(standard: Standard, chance: random.Random) -> Standard:
    names = chance.sample([n for n in NAMES if n in standard.acts], chance.randint(4, 18))
    routes = {
        f"way-{n}": Route(
            label=f"第 {n} 条",
            through=tuple(
                Step(act=a) for a in chance.sample(names, chance.randint(2, min(len(names), 9)))
            ),
            because="试画",
        )
        for n in range(chance.randint(1, 9))
    }
    return standard.model_copy(update={"routes": routes})


def test_a_planted_overlap_and_a_planted_line_through_a_box_are_seen() -> None:
    good = drawn(plan(standards.standard("guilin-xiufeng")), random.Random(1))
    accept, archive = good.boxes["accept"], good.boxes["archive"]
    moved = replace(good, boxes={**good.boxes, "screen": replace(accept, x=accept.x + 30)})
    assert ("accept", "screen") in [tuple(sorted(p)) for p in measured.overlapping(moved)]
    corners = ((accept.middle, accept.bottom), (accept.middle, archive.y))
    straight = Line("accept", "archive", corners, aside=False)
    through = replace(good, lines=(*good.lines, straight))
    assert "complete" in {box for _, _, box in measured.crossing(through)}
    beside = replace(straight, start="transfer", end="rate")
    assert measured.troubles(through)
    assert list(measured.run_together(replace(through, lines=(straight, beside))))


@pytest.mark.clause("XF-A1")
def test_every_step_of_every_route_is_on_the_chart_in_the_lane_of_whose_act_it_is() -> None:
    standard = standards.standard("guilin-xiufeng")
    steps = plan(standard)
    for route in standard.routes.values():
        acts = list(dict.fromkeys(step.act for step in route.through))
        assert set(acts) <= set(steps.steps)
        linked = {(link.start, link.end) for link in steps.links}
        assert set(pairwise(acts)) <= linked
    lanes = {act: step.lane for act, step in steps.steps.items()}
    assert lanes["confirm"] == "petitioner"
    assert lanes["screen"] == "leading_office"
    assert lanes["claim"] == lanes["reply"] == "department"
    assert lanes["transfer"] == "supervision"


@pytest.mark.clause("XF-A1", "XF-13")
def test_what_follows_a_bad_callback_is_drawn_beside_the_ways() -> None:
    steps = plan(standards.standard("guilin-xiufeng"))
    asides = [(link.start, link.end) for link in steps.links if link.aside]
    assert asides == [("call_back", "supervise"), ("supervise", "archive")]


def test_a_standard_without_routes_is_drawn_by_its_smallest_steps() -> None:
    standard = standards.standard("guilin-xiufeng").model_copy(update={"routes": {}})
    steps = plan(standard)
    assert list(steps.steps)[:4] == ["submit", "register", "accept", "screen"]
    assert list(steps.steps)[-3:] == ["call_back", "archive", "supervise"]


def test_a_step_added_to_a_route_is_on_the_chart_at_once() -> None:
    standard = standards.standard("guilin-xiufeng")
    assert "survey" not in plan(standard).steps
    direct = standard.routes["direct"]
    longer = (*direct.through[:6], Step(act="survey"), *direct.through[6:])
    changed = {**standard.routes, "direct": direct.model_copy(update={"through": longer})}
    assert "survey" in plan(standard.model_copy(update={"routes": changed})).steps
