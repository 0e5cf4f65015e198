"""画好的流程图: boxes, lines and lanes with their places, in points of one plane."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """The way from one step to another: corner after corner, never slanting."""

    start: str
    end: str
    corners: tuple[Point, ...]
    aside: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything placed. ``joints`` are where a line forks or two become one."""

    width: float
    height: float
    boxes: dict[str, Frame]
    lines: tuple[Line, ...]
    lanes: dict[str, Frame]
    joints: tuple[Point, ...]
