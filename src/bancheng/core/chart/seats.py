"""排座: for each step its row (after all that lead to it) and its column (within its lane).

A step that may stand in several rows takes the emptiest, so that a lane stays narrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from bancheng.core.chart.plan import PEOPLE, Link, Plan

MOST_TRIED = 6
"""So many lanes are put in every order to find the best; further ones stay where they are."""


@dataclass(frozen=True, slots=True)
class Seats:
    """Row and column of each step, the lanes from left to right, and the column each begins at.

    ``level``: links between two steps of one row, drawn straight across.
    """

    row: dict[str, int]
    column: dict[str, int]
    lanes: tuple[str, ...]
    begins: dict[str, int]
    columns: int
    rows: int
    level: frozenset[Link] = frozenset()


def seats(plan: Plan) -> Seats:
    """A place for each step; no two have the same.

    Steps that follow one another in neighbouring lanes share a row where that makes the chart
    lower and no wider.
    """
    forward = _forward(plan)
    lanes = _lanes(plan)
    best = _seated(plan, forward, lanes, frozenset())
    at = {lane: n for n, lane in enumerate(lanes)}
    for link in sorted(forward, key=lambda k: -len(k.routes)):
        if abs(at[plan.steps[link.start].lane] - at[plan.steps[link.end].lane]) == 1:
            tried = _seated(plan, forward, lanes, best.level | {link})
            lower = tried.rows < best.rows and tried.columns <= best.columns
            if lower and all(_is_level(k, tried) for k in tried.level):
                best = tried
    return best


def _is_level(link: Link, placed: Seats) -> bool:
    """Whether both stand in one row with nothing between them."""
    row, ends = placed.row[link.start], (placed.column[link.start], placed.column[link.end])
    between = range(min(ends) + 1, max(ends))
    return placed.row[link.end] == row and not any(
        placed.row[act] == row and column in between for act, column in placed.column.items()
    )


def _seated(
    plan: Plan, forward: list[Link], lanes: tuple[str, ...], level: frozenset[Link]
) -> Seats:
    row = _rows(plan, forward, level)
    begins: dict[str, int] = {}
    column: dict[str, int] = {}
    columns = 0
    for lane in lanes:
        begins[lane] = columns
        inside: dict[int, int] = {}
        of_lane = [s for s in plan.steps.values() if s.lane == lane]
        for step in sorted(of_lane, key=lambda s: -len(s.routes)):
            taken = inside.get(row[step.act], 0)
            column[step.act] = columns + taken
            inside[row[step.act]] = taken + 1
        columns += max(inside.values())
    return Seats(row, column, lanes, begins, columns, max(row.values(), default=-1) + 1, level)


def _forward(plan: Plan) -> list[Link]:
    """The links without those that lead back to where one came from."""
    after: dict[str, set[str]] = {act: set() for act in plan.steps}
    kept = []
    for link in plan.links:
        if link.start not in _reached(link.end, after):
            after[link.start].add(link.end)
            kept.append(link)
    return kept


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    seen, ahead = {start}, [start]
    while ahead:
        new = after[ahead.pop()] - seen
        seen |= new
        ahead += new
    return seen


def _rows(plan: Plan, links: list[Link], level: frozenset[Link]) -> dict[str, int]:
    before: dict[str, dict[str, int]] = {act: {} for act in plan.steps}
    after: dict[str, dict[str, int]] = {act: {} for act in plan.steps}
    for link in links:
        before[link.end][link.start] = after[link.start][link.end] = 0 if link in level else 1
    order = _in_order(before)
    early: dict[str, int] = {}
    for act in order:
        early[act] = max((early[b] + n for b, n in before[act].items()), default=0)
    last = max(early.values(), default=0)
    late: dict[str, int] = {}
    for act in reversed(order):
        late[act] = min((late[a] - n for a, n in after[act].items()), default=last)
    row = {act: early[act] for act in order if early[act] == late[act]}
    for act in order:
        if act not in row:
            first = max((row[b] + n for b, n in before[act].items()), default=early[act])
            free = range(first, late[act] + 1)
            row[act] = min(free, key=lambda r: (_crowd(plan, row, act, r), r))
    return row


def _crowd(plan: Plan, row: dict[str, int], act: str, at: int) -> int:
    lane = plan.steps[act].lane
    return sum(r == at and plan.steps[other].lane == lane for other, r in row.items())


def _in_order(before: dict[str, dict[str, int]]) -> list[str]:
    """Every step after those that lead to it."""
    order: list[str] = []
    left = dict(before)
    while left:
        ready = [act for act, waits in left.items() if not set(waits) & set(left)]
        order += ready
        for act in ready:
            del left[act]
    return order


def _lanes(plan: Plan) -> tuple[str, ...]:
    """Who brings the matter first, then who takes it in, the rest so that lines stay short."""
    found = list(dict.fromkeys(step.lane for step in plan.steps.values()))
    fixed = [lane for lane in found if lane == PEOPLE]
    fixed += [lane for lane in found if lane != PEOPLE][:1]
    others = [lane for lane in found if lane not in fixed]
    tried, rest = others[:MOST_TRIED], others[MOST_TRIED:]
    orders = ((*fixed, *order, *rest) for order in permutations(tried))
    return min(orders, key=lambda order: _length(plan, order))


def _length(plan: Plan, order: Iterable[str]) -> int:
    at = {lane: n for n, lane in enumerate(order)}
    return sum(
        abs(at[plan.steps[link.start].lane] - at[plan.steps[link.end].lane])
        * max(len(link.routes), 1)
        for link in plan.links
    )
