"""互为前置: every circle planted in a large library is found, and none where there is none."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bancheng.items.circles import MOST_OF_A_KNOT, SHORT, Circle, Node, Wait, knots, turned

pytestmark = pytest.mark.clause("XF-7.4")


def node(n: int) -> Node:
    return ("county", f"A-{n:04}")


def waits_of(edges: set[tuple[int, int]]) -> list[Wait]:
    return [Wait(node(a), node(b), f"材料{a}-{b}") for a, b in sorted(edges)]


def found_in(edges: set[tuple[int, int]]) -> set[Circle]:
    return {circle for knot in knots(waits_of(edges)) for circle in knot.circles}


def searched(edges: set[tuple[int, int]], longest: int) -> set[Circle]:
    """Every circle up to a length, by trying every way from every item: slow, and another road."""
    after: dict[int, list[int]] = {}
    for a, b in edges:
        after.setdefault(a, []).append(b)
    found: set[Circle] = set()

    def walk(way: list[int]) -> None:
        for there in after.get(way[-1], ()):
            if there == way[0]:
                found.add(turned(node(n) for n in way))
            elif there > way[0] and there not in way and len(way) < longest:
                walk([*way, there])

    for start in after:
        walk([start])
    return found


def orderly(random: Random, items: int, edges: int) -> set[tuple[int, int]]:
    """A library in which items only wait for those before them: no circle is possible."""
    drawn = (random.sample(range(items), 2) for _ in range(edges))
    return {(max(pair), min(pair)) for pair in drawn}


def planted(random: Random, items: int) -> tuple[set[tuple[int, int]], set[Circle]]:
    """Circles of one to six items, some sharing items with others."""
    edges: set[tuple[int, int]] = set()
    circles: set[Circle] = set()
    pool = random.sample(range(items), 150)
    for size in [1, 2, 3, 4, 5, 6] * 8:
        members = random.sample(pool, size)
        circles.add(turned(node(n) for n in members))
        edges |= set(zip(members, [*members[1:], members[0]], strict=True))
    return edges, circles


@pytest.mark.parametrize("seed", range(5))
def test_circles_planted_among_two_thousand_items_are_all_found(seed: int) -> None:
    random = Random(seed)
    edges, circles = planted(random, 2000)
    edges |= orderly(random, 2000, 3000)
    found = found_in(edges)
    assert circles <= found
    assert {c for c in found if len(c.nodes) <= SHORT} == searched(edges, SHORT)


@pytest.mark.parametrize("seed", range(5))
def test_none_is_found_in_a_library_without(seed: int) -> None:
    assert knots(waits_of(orderly(Random(seed), 2000, 6000))) == []


EDGES = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=22)


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_what_is_found_is_what_an_independent_search_finds(edges: set[tuple[int, int]]) -> None:
    every = searched(edges, 12)
    found = found_in(edges)
    assert found <= every
    tangled = any(not knot.all_told for knot in knots(waits_of(edges)))
    if not tangled:
        assert {c for c in found if len(c.nodes) <= SHORT} == {
            c for c in every if len(c.nodes) <= SHORT
        }
    in_a_circle = {step for circle in every for step in circle.steps}
    told = {step for circle in found for step in circle.steps}
    assert told == in_a_circle


def test_a_circle_longer_than_six_is_found_too() -> None:
    ring = {(n, (n + 1) % 9) for n in range(9)}
    (circle,) = found_in(ring)
    assert len(circle.nodes) == 9


def test_through_every_item_of_a_knot_the_shortest_circle_is_named() -> None:
    edges = {(1, 2), (2, 1), (2, 3), (3, 4), (4, 1)}
    (knot,) = knots(waits_of(edges))
    assert [len(circle.nodes) for circle in knot.circles] == [2, 4]


def test_an_item_that_waits_for_itself_is_a_circle() -> None:
    assert found_in({(1, 1), (1, 2)}) == {Circle((node(1),))}


def test_a_knot_too_tangled_to_tell_whole_says_so_and_leaves_no_waiting_untold() -> None:
    everybody = {(a, b) for a in range(14) for b in range(14) if a != b}
    (knot,) = knots(waits_of(everybody))
    assert not knot.all_told
    assert len(knot.circles) <= MOST_OF_A_KNOT + len(everybody)
    told = {step for circle in knot.circles for step in circle.steps}
    assert told == {(node(a), node(b)) for a, b in everybody}


def test_a_circle_keeps_its_name_from_wherever_it_is_found() -> None:
    names = {turned([node(n) for n in order]).id for order in ((1, 2, 3), (2, 3, 1), (3, 1, 2))}
    assert len(names) == 1
    assert turned([node(1), node(3), node(2)]).id not in names
