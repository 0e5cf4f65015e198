"""摆放: rows and gaps as high and wide as what stands and runs in them, then every corner.

Channel n lies below row n (channel -1 above all rows). In a channel the buses of the steps above
come first, then those of the steps below, so that no stem meets a line that is not its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bancheng.core.chart.drawing import Drawing, Frame, Line, Point
from bancheng.core.chart.plan import Link, Plan
from bancheng.core.chart.seats import Seats, seats
from bancheng.core.chart.ways import Leg, Ways, ways

TRACK = 7.0
GAP, CHANNEL = 20.0, 22.0
"""The least between two columns, and between two rows."""
HEAD, EDGE = 62.0, 12.0


@dataclass(frozen=True, slots=True)
class Across:
    """Where each column begins, where the first track of each gap runs, and how wide all is."""

    columns: list[float]
    gaps: list[float]
    box: float
    whole: float

    def middle(self, column: int) -> float:
        """Half-way across the boxes of a column."""
        return self.columns[column] + self.box / 2

    def x(self, leg: Leg) -> float:
        """Where a leg runs."""
        if leg.column is not None:
            return self.middle(leg.column)
        return self.gaps[leg.gap] + leg.track * TRACK


@dataclass(frozen=True, slots=True)
class Bus:
    """What a step's lines share in a channel: from where to where, and on which track."""

    channel: int
    left: float
    right: float
    above: bool

    @property
    def needed(self) -> bool:
        """Whether there is anything to share at all."""
        return self.right - self.left > 0.01


def arranged(plan: Plan) -> Ways:
    """Rows, columns and ways, which are the same however wide the boxes are."""
    return ways(plan, seats(plan))


def layout(
    plan: Plan, width: float, heights: Mapping[str, float], found: Ways | None = None
) -> Drawing:
    """The whole chart; all boxes are of one ``width``, their ``heights`` come from their words."""
    found = found or arranged(plan)
    placed = found.seats
    across = _across(placed, found, width)
    buses = _buses(plan, placed, found, across)
    tracks, many = _tracks(buses)
    tops, channels, height = _down(placed, heights, many)
    boxes = {
        act: Frame(across.columns[placed.column[act]], tops[placed.row[act]], width, heights[act])
        for act in plan.steps
    }
    level = {
        key: channels[bus.channel] + CHANNEL / 2 + tracks[key] * TRACK for key, bus in buses.items()
    }
    lines = tuple(
        Line(
            k.start,
            k.end,
            _across_row(boxes[k.start], boxes[k.end])
            if k in placed.level
            else _corners(k, across.x(found.legs[k]), boxes, level),
            k.aside,
        )
        for k in plan.links
    )
    lanes = _lane_frames(placed, across, height)
    return Drawing(across.whole, height, boxes, lines, lanes, _joints(lines))


def _across(placed: Seats, found: Ways, box: float) -> Across:
    columns, gaps, x = [], [], 0.0
    for gap in range(placed.columns + 1):
        tracks = len(found.gaps.get(gap, ()))
        gaps.append(x + GAP / 2)
        x += max(GAP, GAP + (tracks - 1) * TRACK)
        if gap < placed.columns:
            columns.append(x)
            x += box
    return Across(columns, gaps, box, x)


Key = tuple[str, str]


def _buses(plan: Plan, placed: Seats, found: Ways, across: Across) -> dict[Key, Bus]:
    """The bus of each step's stem («out») and of what leads to it («in»)."""
    buses = {}
    for act in plan.steps:
        middle = across.middle(placed.column[act])
        row = placed.row[act]
        out = [across.x(leg) for k, leg in found.legs.items() if k.start == act]
        into = [across.x(leg) for k, leg in found.legs.items() if k.end == act]
        buses["out", act] = Bus(row, min(*out, middle, middle), max(*out, middle, middle), True)
        into_bus = Bus(row - 1, min(*into, middle, middle), max(*into, middle, middle), False)
        buses["in", act] = into_bus
    return buses


def _tracks(buses: dict[Key, Bus]) -> tuple[dict[Key, int], dict[int, int]]:
    """The track of each bus in its channel, and how many tracks each channel has."""
    tracks: dict[Key, int] = {}
    many: dict[int, int] = {}
    for channel in {bus.channel for bus in buses.values()}:
        first = 0
        for above in (True, False):
            here = sorted(
                (
                    (bus.left, bus.right, key)
                    for key, bus in buses.items()
                    if bus.channel == channel and bus.above is above
                ),
            )
            ends: list[float] = []
            for left, right, key in here:
                if not buses[key].needed:
                    tracks[key] = first
                    continue
                n = next((n for n, end in enumerate(ends) if end + TRACK < left), len(ends))
                ends[n : n + 1] = [right]
                tracks[key] = first + n
            first += len(ends)
        many[channel] = first
    return tracks, many


def _down(
    placed: Seats, heights: Mapping[str, float], many: dict[int, int]
) -> tuple[list[float], dict[int, float], float]:
    """Where each row and each channel begins, and the whole height."""
    tops, channels, y = [], {-1: HEAD - CHANNEL / 2}, HEAD
    y += max(many.get(-1, 0) - 1, 0) * TRACK
    for row in range(placed.rows):
        tops.append(y)
        y += max(heights[act] for act in placed.row if placed.row[act] == row)
        channels[row] = y
        tracks = many.get(row, 0)
        last = row == placed.rows - 1
        y += (CHANNEL if tracks or not last else EDGE) + max(tracks - 1, 0) * TRACK
    return tops, channels, y


def _across_row(start: Frame, end: Frame) -> tuple[Point, ...]:
    """Straight from side to side."""
    y = start.y + min(start.height, end.height) / 2
    if start.x < end.x:
        return (start.x + start.width, y), (end.x, y)
    return (start.x, y), (end.x + end.width, y)


def _corners(
    link: Link, x: float, boxes: dict[str, Frame], level: dict[Key, float]
) -> tuple[Point, ...]:
    start, end = boxes[link.start], boxes[link.end]
    out, into = level["out", link.start], level["in", link.end]
    points = [
        (start.middle, start.bottom),
        (start.middle, out),
        (x, out),
        (x, into),
        (end.middle, into),
        (end.middle, end.y),
    ]
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and any(kept[-2][n] == kept[-1][n] == point[n] for n in (0, 1)):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _lane_frames(placed: Seats, across: Across, height: float) -> dict[str, Frame]:
    at, box = across.columns, across.box
    begins = [placed.begins[lane] for lane in placed.lanes]
    edges = [0.0, *((at[b] + at[b - 1] + box) / 2 for b in begins[1:]), across.whole]
    return {
        lane: Frame(edges[n], 0.0, edges[n + 1] - edges[n], height)
        for n, lane in enumerate(placed.lanes)
    }


def _joints(lines: tuple[Line, ...]) -> tuple[Point, ...]:
    """Where a line forks or two meet: three ways go from there, and they belong together."""
    found: set[Point] = set()
    for side in ("start", "end"):
        for act in {getattr(line, side) for line in lines}:
            arms: dict[Point, set[tuple[int, int]]] = {}
            together = [line.corners for line in lines if getattr(line, side) == act]
            corners = {c for line in together for c in line}
            for line in together:
                for a, b in pairwise(line):
                    on = [c for c in corners if _between(c, a, b)]
                    way = ((b[0] > a[0]) - (b[0] < a[0]), (b[1] > a[1]) - (b[1] < a[1]))
                    for c in on:
                        if c != b:
                            arms.setdefault(c, set()).add(way)
                        if c != a:
                            arms.setdefault(c, set()).add((-way[0], -way[1]))
            found |= {point for point, around in arms.items() if len(around) > 2}
    return tuple(sorted(found))


def _between(point: Point, a: Point, b: Point) -> bool:
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(
        a[1], b[1]
    )
