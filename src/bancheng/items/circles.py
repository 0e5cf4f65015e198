"""互为前置: circles of items that wait for one another, found by themselves (XF-7.4).

An item waits for another where that other issues one of its materials. Who stands in a circle can
never get the papers together. All short circles are named; of the longer ones, for every waiting
that stands in one, the shortest it stands in, so that no waiting in any circle goes untold.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

Node = tuple[str, str]
"""An item: the unit of its list, and its code."""

SHORT = 6
"""Circles of up to so many items are all named; longer ones no desk sees through at once."""
MOST_OF_A_KNOT = 200
"""A knot as tangled as this is told by its shortest circles alone."""


@dataclass(frozen=True, slots=True)
class Wait:
    """``waiting`` asks for a material that ``issuing`` issues."""

    waiting: Node
    issuing: Node
    material: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Items each waiting for the next, the last for the first. It begins with the least node, so
    that a circle is the same from wherever it was found."""

    nodes: tuple[Node, ...]

    @property
    def id(self) -> str:
        """The same for the same items in the same order, as long as the circle stands."""
        told = "\n".join(f"{unit}/{code}" for unit, code in self.nodes)
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    @property
    def steps(self) -> tuple[tuple[Node, Node], ...]:
        """Who waits for whom."""
        after = (*self.nodes[1:], self.nodes[0])
        return tuple(zip(self.nodes, after, strict=True))


@dataclass(frozen=True, slots=True)
class Knot:
    """Items that all wait for one another, by whatever way: its circles, the shortest first.
    ``all_told`` is False where there are too many to name every short one."""

    nodes: frozenset[Node]
    circles: tuple[Circle, ...]
    all_told: bool


def knots(waits: Iterable[Wait]) -> list[Knot]:
    """Every knot, those with the fewest items first; empty where nothing waits in a circle."""
    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_edges_from(sorted({(w.waiting, w.issuing) for w in waits}))
    found = [
        _knot(graph.subgraph(nodes).copy())
        for nodes in nx.strongly_connected_components(graph)
        if len(nodes) > 1 or graph.has_edge(*(2 * tuple(nodes)))
    ]
    return sorted(found, key=lambda knot: (len(knot.nodes), min(knot.nodes)))


def _knot(graph: nx.DiGraph[Node]) -> Knot:
    circles: set[Circle] = set()
    all_told = True
    for cycle in nx.simple_cycles(graph, length_bound=SHORT):
        if len(circles) == MOST_OF_A_KNOT:
            all_told = False
            break
        circles.add(turned(cycle))
    told = {step for circle in circles for step in circle.steps}
    ways: Mapping[Node, list[Node]] = {node: sorted(graph[node]) for node in graph}
    for waiting, issuing in sorted(graph.edges):
        if (waiting, issuing) not in told:
            circle = turned([waiting, *_shortest(ways, issuing, waiting)[:-1]])
            circles.add(circle)
            told |= set(circle.steps)
    ordered = sorted(circles, key=lambda circle: (len(circle.nodes), circle.nodes))
    return Knot(frozenset(graph), tuple(ordered), all_told)


def turned(nodes: Iterable[Node]) -> Circle:
    """The circle of these nodes in this order, begun at the least of them."""
    order = list(nodes)
    start = order.index(min(order))
    return Circle(tuple(order[start:] + order[:start]))


def _shortest(ways: Mapping[Node, list[Node]], start: Node, end: Node) -> list[Node]:
    """A shortest way from start to end, both included; within a knot there is one."""
    came: dict[Node, Node | None] = {start: None}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for there in ways[here]:
            if there not in came:
                came[there] = here
                queue.append(there)
    way: list[Node] = []
    at: Node | None = end
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]
