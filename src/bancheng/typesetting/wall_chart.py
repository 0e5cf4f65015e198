"""挂图: one drawing on one sheet, PDF/A-2b, made as big as the sheet allows.

The drawing comes with every place worked out, in a measure of its own; nothing is laid out here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bancheng.typesetting.fonts import Fonts
from bancheng.typesetting.sheet import Size
from bancheng.typesetting.typesetter import AUTHOR, pdf_of

TEMPLATE = Path(__file__).with_name("wall_chart.typ")


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words: how far down its foot stands, how big, of which sort."""

    y: float
    text: str
    points: float
    sort: str


@dataclass(frozen=True, slots=True)
class ChartLane:
    """A lane from top to bottom."""

    x: float
    width: float
    lines: tuple[Words, ...]
    shaded: bool


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line by its corners, with a tip at its end."""

    corners: tuple[tuple[float, float], ...]
    dashed: bool


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A box and its lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Words, ...]
    dashed: bool


@dataclass(frozen=True, slots=True)
class WallChart:
    """The whole sheet. ``lacking``: characters that no font has."""

    title: str
    under: str
    width: float
    height: float
    lanes: tuple[ChartLane, ...]
    lines: tuple[ChartLine, ...]
    boxes: tuple[ChartBox, ...]
    joints: tuple[tuple[float, float], ...]
    legend: tuple[str, ...]
    foot: str
    size: Size
    lacking: tuple[str, ...] = ()


def wall_chart(sheet: WallChart, fonts: Fonts, at: datetime) -> bytes:
    """The file. Raises NotSetError; then there is no sheet at all."""
    told = {
        "title": sheet.title,
        "author": AUTHOR,
        "fonts": fonts.families(),
        "sheet": asdict(sheet),
    }
    return pdf_of(TEMPLATE, json.dumps(told, ensure_ascii=False), fonts, at)
