"""The walks would find a dead end: each one planted here passes the lint and is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bancheng.core.standard.load import fit
from bancheng.core.standard.standard import Standard
from tests.shelves import INVENTED, changed, national, source_of
from tests.walks.walk import DeadEndError, walk

Plant = Callable[[dict[str, Any]], object]
ENOUGH = 3_000  # the deepest plant is met by one walk in sixty; a change elsewhere moves which
A_FEW = 250
OTHER_NIGHTS = (20_000, 40_000, 60_000)


def planted(name: str, plant: Plant) -> Standard:
    """A standard with one thing taken out or narrowed; the lint still has nothing to say."""
    return fit(changed(source_of(INVENTED, name), plant))


def first_dead_end(rules: Standard, seeds: range = range(ENOUGH)) -> str:
    """What the first walk that goes wrong says; empty where none does."""
    for seed in seeds:
        try:
            walk(rules, national(), seed)
        except DeadEndError as dead_end:
            return str(dead_end)
    return ""


PLANTS: dict[str, tuple[str, Plant, str]] = {
    "nobody tells those who were declined": (
        "wangshu-hotline",
        lambda s: s["duties"]["inform"].update({"for": {"answer": ["result", "opinion"]}}),
        "没有人欠任何事",
    ),
    "nobody completes": (
        "wangshu-hotline",
        lambda s: s["duties"].pop("complete"),
        "没有人欠任何事",
    ),
    "an opinion may not be passed on": (
        "wangshu-hotline",
        lambda s: (
            s["acts"]["inform"].update({"for": {"answer": ["result", "refusal"]}}),
            s["duties"]["inform"].pop("lifted_by"),
        ),
        "inform",
    ),
    "a merged case may not be said to be merged": (
        "wangshu-hotline",
        lambda s: s["outcomes"].remove("merged"),
        "到不了归档",
    ),
    "what was returned is assigned by nobody": (
        "wangshu-hotline",
        lambda s: s["duties"]["assign"].update({"arises": "recalled"}),
        "没有人欠任何事",
    ),
    "papers are awaited by nobody": (
        "wangshu-hotline",
        lambda s: s["duties"].pop("await-papers"),
        "没有人欠任何事",
    ),
    "only what was done may be archived": (
        "lanyu-window",
        lambda s: s["acts"]["archive"].update({"for": {"outcome": "done"}}),
        "archive",
    ),
    "a transfer starts where no case comes": (
        "xinghe-harbour",
        lambda s: s["acts"]["transfer"].update({"from": ["screened", "determined"]}),
        "berth",
    ),
    "only one kind may be answered": (
        "xinghe-harbour",
        lambda s: s["acts"]["reply"].update({"for": {"kind": "thin-fog"}}),
        "reply",
    ),
    "a tier's holder is asked when it is too late": (
        "xinghe-harbour",
        lambda s: s["acts"]["meet"].update({"from": "determined"}),
        "take-charge",
    ),
    "a hotline case may not be returned to its channel": (
        "wangshu-hotline",
        lambda s: s["acts"]["return_result"].update({"from": "informed"}),
        "return-result",
    ),
}


EACH = pytest.mark.parametrize(("name", "plant", "told"), PLANTS.values(), ids=PLANTS)


@EACH
def test_a_planted_dead_end_is_found(name: str, plant: Plant, told: str) -> None:
    assert told in first_dead_end(planted(name, plant))


@pytest.mark.nightly
@EACH
def test_a_planted_dead_end_is_found_wherever_the_walks_begin(
    name: str, plant: Plant, told: str
) -> None:
    rules = planted(name, plant)
    for start in OTHER_NIGHTS:
        assert told in first_dead_end(rules, range(start, start + ENOUGH))


def test_without_a_plant_there_is_none() -> None:
    assert first_dead_end(planted("lanyu-window", lambda data: data), range(A_FEW)) == ""


def test_a_dead_end_says_the_seed_and_the_way_that_led_there() -> None:
    rules = planted("wangshu-hotline", lambda s: s["duties"].pop("complete"))
    said = first_dead_end(rules)
    seed = int(said.split("seed=")[1].split(":")[0])
    with pytest.raises(DeadEndError) as again:
        walk(rules, national(), seed)
    assert str(again.value) == said
    assert "register" in said
