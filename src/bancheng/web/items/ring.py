"""画圈: a circle of items as boxes and arrows, laid out here so that no browser has to.

Two columns, down on the right and up on the left, so that the picture is as narrow as a phone and
no label stands on another. The picture is drawn by a template with classes only: no inline style.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.items.waiting import Standing, ToldCircle

BOX_WIDTH, BOX_HEIGHT = 160, 88
BETWEEN, ROW = 116, 148
LABEL_WIDTH, LABEL_HEIGHT = 108, 24
EDGE = 8
A_LINE, A_DEPARTMENT, A_LABEL = 9, 10, 7
"""How many characters fit into a line of a box, a department's line, a label."""


@dataclass(frozen=True, slots=True)
class Box:
    """An item: its left upper corner, and the lines of words in it."""

    x: float
    y: float
    lines: tuple[tuple[float, str], ...]
    department: str
    name: str
    address: tuple[str, str]

    @property
    def middle(self) -> float:
        """Where its words are centred."""
        return self.x + BOX_WIDTH / 2

    @property
    def department_y(self) -> float:
        """Where the department's line stands."""
        return self.y + BOX_HEIGHT - 14


@dataclass(frozen=True, slots=True)
class Arrow:
    """Who waits points at whom they wait for; the label says for what."""

    path: str
    label: str
    whole_label: str
    x: float
    y: float

    @property
    def left(self) -> float:
        """The left side of the label's ground."""
        return self.x - LABEL_WIDTH / 2

    @property
    def top(self) -> float:
        """The upper side of the label's ground."""
        return self.y - LABEL_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Ring:
    """The whole picture."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    label_width: int = LABEL_WIDTH
    label_height: int = LABEL_HEIGHT
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def ring(circle: ToldCircle) -> Ring:
    """Lay a circle out."""
    count = len(circle.steps)
    corners = _corners(count)
    boxes = tuple(
        _box(step.item, corner) for step, corner in zip(circle.steps, corners, strict=True)
    )
    arrows = tuple(
        _arrow(corners, n, "、".join(step.materials)) for n, step in enumerate(circle.steps)
    )
    rows = max(count - count // 2, 1)
    width = 2 * BOX_WIDTH + BETWEEN + 2 * EDGE
    if count == 1:
        width = BOX_WIDTH + BETWEEN + 2 * EDGE
    return Ring(width, (rows - 1) * ROW + BOX_HEIGHT + 2 * EDGE, boxes, arrows)


def _corners(count: int) -> list[tuple[float, float]]:
    """The first at the left above; from there over to the right, down, back and up."""
    if count == 1:
        return [(EDGE, EDGE)]
    right = count - count // 2
    left = count - right
    high = (right - 1) * ROW
    step = high / (left - 1) if left > 1 else 0
    ups = [EDGE + n * step if left > 1 else EDGE + high / 2 for n in range(left)]
    downs = [(float(EDGE + BOX_WIDTH + BETWEEN), float(EDGE + n * ROW)) for n in range(right)]
    return [(float(EDGE), ups[0]), *downs, *((float(EDGE), y) for y in reversed(ups[1:]))]


def _box(item: Standing, corner: tuple[float, float]) -> Box:
    x, y = corner
    words = _cut(item.name, A_LINE, 2)
    first = y + (27 if len(words) == 2 else 38)
    lines = tuple((first + 21 * n, word) for n, word in enumerate(words))
    department = _cut(item.department_name or "未写部门", A_DEPARTMENT, 1)[0]
    return Box(x, y, lines, department, item.name, item.node)


def _arrow(corners: list[tuple[float, float]], n: int, material: str) -> Arrow:
    here, there = corners[n], corners[(n + 1) % len(corners)]
    label = _cut(material, A_LABEL, 1)[0]
    if len(corners) == 1:
        x, y = here[0] + BOX_WIDTH, here[1] + BOX_HEIGHT / 2
        far = x + 44
        path = f"M{x} {y - 22} C{far} {y - 40} {far} {y + 40} {x + 3} {y + 22}"
        return Arrow(path, label, material, x + 44 + LABEL_WIDTH / 2 - 36, y)
    (x1, y1), (x2, y2) = _ends(here, there, len(corners), n)
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    if len(corners) == 2:
        return Arrow(
            f"M{x1} {y1} L{x2} {y2}", label, material, middle[0], y1 + (-18 if n == 0 else 18)
        )
    return Arrow(f"M{x1} {y1} L{x2} {y2}", label, material, *middle)


def _ends(
    here: tuple[float, float], there: tuple[float, float], count: int, n: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the arrow leaves one box and meets the next."""
    if here[0] == there[0]:
        middle = here[0] + BOX_WIDTH / 2
        if there[1] > here[1]:
            return (middle, here[1] + BOX_HEIGHT), (middle, there[1] - 3)
        return (middle, here[1]), (middle, there[1] + BOX_HEIGHT + 3)
    apart = (-14 if n == 0 else 14) if count == 2 else 0
    y1, y2 = here[1] + BOX_HEIGHT / 2 + apart, there[1] + BOX_HEIGHT / 2 + apart
    if here[0] < there[0]:
        return (here[0] + BOX_WIDTH, y1), (there[0] - 3, y2)
    return (here[0], y1), (there[0] + BOX_WIDTH + 3, y2)


def _cut(text: str, width: int, lines: int) -> list[str]:
    """The text in lines of so many characters, cut with a mark where it is longer."""
    if len(text) > width * lines:
        text = text[: width * lines - 1] + "…"
    return [text[n : n + width] for n in range(0, len(text), width)] or [""]
