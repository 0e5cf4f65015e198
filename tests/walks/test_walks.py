"""No dead ends, by walking: every standard of the regions and every invented one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bancheng.core.standard.standard import Standard
from bancheng.library.standards import standard
from tests.shelves import INVENTED, every_standard, invented, national
from tests.walks.people import cast
from tests.walks.values import Filler
from tests.walks.walk import Walk, walk

A_SLICE = 250
A_NIGHT = 10_000
ALL = pytest.mark.parametrize(("shelf", "name"), every_standard(), ids=lambda x: Path(x).name)


def walked(rules: Standard, seeds: Iterable[int]) -> tuple[set[str], set[str]]:
    """Every act done and every duty arisen in walks with these seeds."""
    acts: set[str] = set()
    duties: set[str] = set()
    for seed in seeds:
        walker = walk(rules, national(), seed)
        acts |= {event.act for event in walker.events}
        duties |= {duty.rule for duty in walker.case.duties.values()}
    return acts, duties


@ALL
def test_every_case_reaches_the_archive_and_nobody_is_stuck_on_the_way(
    shelf: Path, name: str
) -> None:
    acts, _ = walked(standard(name, folder=shelf), range(A_SLICE))
    assert {"register", "accept", "complete", "archive"} <= acts


@pytest.mark.nightly
@ALL
def test_no_dead_end_in_a_night_of_walks_that_used_every_act_and_every_duty(
    shelf: Path, name: str
) -> None:
    rules = standard(name, folder=shelf)
    acts, duties = walked(rules, range(A_SLICE, A_NIGHT + A_SLICE))
    assert set(rules.acts) <= acts
    assert set(rules.duties) <= duties


def test_the_same_seed_walks_the_same_way() -> None:
    rules = invented("wangshu-hotline")
    assert walk(rules, national(), 7).events == walk(rules, national(), 7).events
    assert walk(rules, national(), 7).events != walk(rules, national(), 8).events


def test_walkers_fill_in_every_kind_ground_and_option_there_is() -> None:
    rules = standard("xinghe-harbour", folder=INVENTED)
    chosen: dict[str, set[object]] = {}
    for seed in range(400):
        for event in walk(rules, national(), seed).events:
            for field, value in event.data.items():
                if isinstance(value, str):
                    chosen.setdefault(field, set()).add(value)
    assert chosen["kind"] >= set(rules.leaf_kinds)
    assert chosen["ground"] == set(rules.grounds)
    assert chosen["satisfaction"] == set(rules.callback.scale)
    assert chosen["tier"] == set(rules.tiers)
    assert chosen["outcome"] == set(rules.outcomes)
    assert chosen["weather"] == {"calm", "storm"}


def test_two_people_hold_every_role_so_that_one_may_be_complained_of() -> None:
    people = cast(invented("xinghe-harbour"))
    for role in ("bellkeeper", "pilot", "harbourmaster", "warden"):
        assert len({a.unit for a in people if role in a.roles}) == 2


def test_a_willing_clerk_never_asks_for_a_bad_mark() -> None:
    walker = Walk(invented("xinghe-harbour"), national(), 3)
    filler = Filler(walker.standard, walker.setting.known, walker.random)
    given = [filler.fill("call_back", walker.case, walker.at, willing=True) for _ in range(30)]
    assert {g["satisfaction"] for g in given} == {"stars-3"}
