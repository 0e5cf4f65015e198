"""A finished drawing measured as a stranger would: nothing here knows how it was laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from bancheng.core.chart.drawing import Drawing, Frame, Point

HAIR = 0.01


def troubles(drawing: Drawing) -> list[str]:
    """Every overlap of two boxes, every line through a box, slanting, adrift or not to follow."""
    return [
        *(f"{a} 与 {b} 叠在一起" for a, b in overlapping(drawing)),
        *(f"{start}→{end} 穿过 {box}" for start, end, box in crossing(drawing)),
        *adrift(drawing),
        *run_together(drawing),
        *(f"{name} 出了图" for name, box in drawing.boxes.items() if _outside(box, drawing)),
    ]


def overlapping(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Pairs of boxes that have any place in common."""
    for (a, one), (b, other) in combinations(drawing.boxes.items(), 2):
        if meet(one, (other.x, other.y), (other.x + other.width, other.y + other.height)):
            yield a, b


def crossing(drawing: Drawing) -> Iterator[tuple[str, str, str]]:
    """Lines that run through the inside of any box, their own included."""
    for line in drawing.lines:
        for a, b in pairwise(line.corners):
            for name, box in drawing.boxes.items():
                if meet(box, a, b):
                    yield line.start, line.end, name


def adrift(drawing: Drawing) -> Iterator[str]:
    """Lines that slant, or do not lead from the edge of their one box to that of the other."""
    for line in drawing.lines:
        slanting = any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(line.corners))
        ends = ((line.start, line.corners[0]), (line.end, line.corners[-1]))
        if slanting or not all(_on_edge(drawing.boxes[name], point) for name, point in ends):
            yield f"{line.start}→{line.end} 没有接好"


def run_together(drawing: Drawing) -> Iterator[str]:
    """Lines one on the other that neither come from nor lead to the same step."""
    for one, other in combinations(drawing.lines, 2):
        if one.start == other.start or one.end == other.end:
            continue
        for a in pairwise(one.corners):
            for b in pairwise(other.corners):
                if _along(a, b):
                    yield f"{one.start}→{one.end} 与 {other.start}→{other.end} 分不开"


def meet(box: Frame, a: Point, b: Point) -> bool:
    """Whether what lies between two points has any inside of a box in common."""
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    return (
        left < box.x + box.width - HAIR
        and right > box.x + HAIR
        and top < box.y + box.height - HAIR
        and bottom > box.y + HAIR
    )


def _along(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    for across, along in ((0, 1), (1, 0)):
        if len({p[across] for p in (*a, *b)}) == 1:
            (one, two), (three, four) = (sorted(p[along] for p in pair) for pair in (a, b))
            return min(two, four) - max(one, three) > HAIR
    return False


def _on_edge(box: Frame, point: Point) -> bool:
    x, y = point
    within = (
        box.x - HAIR <= x <= box.x + box.width + HAIR and box.y - HAIR <= y <= box.bottom + HAIR
    )
    at_side = min(abs(x - box.x), abs(x - box.x - box.width)) < HAIR
    return within and (at_side or min(abs(y - box.y), abs(y - box.bottom)) < HAIR)


def _outside(box: Frame, drawing: Drawing) -> bool:
    return (
        box.x < 0 or box.y < 0 or box.x + box.width > drawing.width or box.bottom > drawing.height
    )
