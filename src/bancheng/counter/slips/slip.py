"""单子: one printable page for the petitioner, as its content alone: no page, no printer.

A page draws it in the browser now, a file of another kind may draw it tomorrow; both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Size = Literal["A5", "A4"]


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled part: paragraphs, and the clauses behind them as people know them."""

    label: str
    paragraphs: tuple[str, ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """``notes`` stand small at the foot; ``desk`` is the window's place, hours and phone."""

    kind: str
    title: str
    case_no: str
    issuer: str
    size: Size
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    desk: str
    clerk: str
    dated: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the petitioner can come back to: the window as it is printed."""

    centre: str
    window: str = ""
    place: str = ""
    phone: str = ""
    hours: str = ""

    @property
    def words(self) -> str:
        """``“办不成事”反映窗口（一楼大厅），电话 …，周一至周五 …``."""
        parts = [f"{self.window or self.centre}{f'（{self.place}）' if self.place else ''}"]
        if self.phone:
            parts.append(f"电话 {self.phone}")
        if self.hours:
            parts.append(f"开放时间 {self.hours}")
        return "，".join(parts)
