"""走线: which way each line takes between the boxes, before anything has a place in points.

All lines from a step leave it as one stem and fork in the channel below its row; all lines to a
step meet in the channel above its row. Between the two each line has a leg of its own, in the gap
between two columns or down a column that is empty there. So every line can be followed with a
finger: two lines run together only where they come from, or lead to, the same step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bancheng.core.chart.plan import Link, Plan
from bancheng.core.chart.seats import Seats


@dataclass(frozen=True, slots=True)
class Leg:
    """A line's way down: along a ``column``, or in the ``gap`` left of the column of that number,
    on the ``track`` of that number."""

    column: int | None = None
    gap: int = 0
    track: int = 0


@dataclass
class Ways:
    """Legs by link; tracks used in each gap."""

    seats: Seats
    legs: dict[Link, Leg] = field(default_factory=dict)
    columns: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    gaps: dict[int, list[list[tuple[int, int]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {(self.seats.row[a], self.seats.column[a]): a for a in self.seats.row}

    def free(self, column: int, first: int, last: int, owner: tuple[str, ...]) -> bool:
        """Whether a column is empty between two rows, or used by lines of the same owner only; the
        channels below the first row and above the last belong to it."""
        return all((row, column) not in self.at for row in range(first + 1, last)) and all(
            self.columns.get((channel, column), owner) == owner for channel in range(first, last)
        )

    def take(self, column: int, first: int, last: int, owner: tuple[str, ...]) -> None:
        """Run down a column, from below one row to above another."""
        for channel in range(first, last):
            self.columns[channel, column] = owner

    def track(self, gap: int, first: int, last: int) -> int:
        """The first track of a gap that is free from one channel to another."""
        tracks = self.gaps.setdefault(gap, [])
        for n, taken in enumerate(tracks):
            if all(last < begin or end < first for begin, end in taken):
                taken.append((first, last))
                return n
        tracks.append([(first, last)])
        return len(tracks) - 1


def ways(plan: Plan, seats: Seats) -> Ways:
    """A leg for each link, the short ones first."""
    found = Ways(seats)
    legged = [link for link in plan.links if link not in seats.level]
    starts = {link.start for link in legged}
    for link in sorted(legged, key=lambda k: _distance(k, seats)):
        found.legs[link] = _leg(link, found, starts)
    return found


def _distance(link: Link, seats: Seats) -> tuple[int, int]:
    rows = seats.row[link.end] - seats.row[link.start]
    return (
        rows if rows > 0 else seats.rows,
        abs(seats.column[link.end] - seats.column[link.start]),
    )


def _leg(link: Link, found: Ways, starts: set[str]) -> Leg:
    seats = found.seats
    i, a = seats.row[link.start], seats.column[link.start]
    j, b = seats.row[link.end], seats.column[link.end]
    if j > i:
        for column, owner in _columns(link, found, starts):
            if found.free(column, i, j, owner):
                found.take(column, i, j, owner)
                return Leg(column=column)
    first, last = min(i, j - 1), max(i, j - 1)
    gap = min(range(seats.columns + 1), key=lambda g: _detour(g, a, b, found, first, last))
    return Leg(gap=gap, track=found.track(gap, first, last))


def _columns(link: Link, found: Ways, starts: set[str]) -> list[tuple[int, tuple[str, ...]]]:
    """The columns a line might run down, and in whose name: straight, the end's, the start's."""
    seats = found.seats
    i, a = seats.row[link.start], seats.column[link.start]
    j, b = seats.row[link.end], seats.column[link.end]
    if a == b:
        return [(a, (link.start, link.end))]
    over_end = found.at.get((i, b))
    tried: list[tuple[int, tuple[str, ...]]] = []
    if over_end is None or over_end not in starts:
        tried.append((b, ("", link.end)))
    if (j, a) not in found.at:
        tried.append((a, (link.start, "")))
    return tried


def _detour(
    gap: int, a: int, b: int, found: Ways, first: int, last: int
) -> tuple[float, float, int]:
    x = gap - 0.5
    crowd = sum(
        any(begin <= last and first <= end for begin, end in taken)
        for taken in found.gaps.get(gap, [])
    )
    return abs(x - a) + abs(x - b) + crowd * 0.75, abs(x - b), gap
