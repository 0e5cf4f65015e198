"""挂图: one drawing on one sheet, PDF/A-2b, made as big as the sheet allows.

The drawing comes with every place worked out, in a measure of its own; nothing is laid out here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from bancheng.typesetting.fonts import Fonts
from bancheng.typesetting.pdf import AUTHOR, SettingError
from bancheng.typesetting.sheet import Size

TEMPLATE = Path(__file__).with_name("wall_chart.typ")
_one_at_a_time = Lock()


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
    """The file. Raises SettingError; then there is no sheet at all."""
    told = {
        "title": sheet.title,
        "author": AUTHOR,
        "fonts": fonts.families(),
        "sheet": asdict(sheet),
    }
    try:
        with _one_at_a_time:
            made = _compiler(fonts.engine).compile(
                format="pdf",
                sys_inputs={"chart": json.dumps(told, ensure_ascii=False)},
                pdf_standards="a-2b",
                timestamp=int(at.timestamp()),
            )
    except typst.TypstError as broken:
        raise SettingError("流程图没有排出来，请把编号告诉管理员。") from broken
    if not isinstance(made, bytes):
        raise SettingError("流程图没有排出来，请把编号告诉管理员。")
    return made


@lru_cache(maxsize=2)
def _compiler(engine: typst.Fonts) -> typst.Compiler:
    return typst.Compiler(TEMPLATE, font_paths=engine, ignore_system_fonts=True)
