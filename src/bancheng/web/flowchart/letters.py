"""折行: words cut into lines that fit a box, measured without a font."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

CLOSING = "，。、；：）】》”’！？＊"
PAUSES = "：，、；"
"""What must not begin a line."""
OPENING = "（【《“‘"


@lru_cache(maxsize=4096)
def width_of(char: str) -> float:
    """In ems: a Chinese character is one, anything narrow a little over half."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6


def ems_of(text: str) -> float:
    """How wide a text is."""
    return sum(map(width_of, text))


def in_lines(text: str, ems: float) -> list[str]:
    """The text in lines no wider than so many ems, cut after a pause where it can be; whole."""
    lines = [""]
    for part in _parts(text):
        if lines[-1] and ems_of(lines[-1]) + ems_of(part.rstrip(PAUSES)) > ems:
            lines.append("")
        lines[-1] += part
        while ems_of(lines[-1].rstrip(PAUSES)) > ems:
            cut = _cut(lines[-1], ems)
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    return [line for line in lines if line]


def _parts(text: str) -> list[str]:
    parts = [""]
    for char in text:
        parts[-1] += char
        if char in PAUSES:
            parts.append("")
    return [part for part in parts if part]


def _cut(line: str, ems: float) -> int:
    """How many characters stay: no closing mark begins a line, no opening one ends it."""
    wide, cut = 0.0, 0
    for char in line:
        wide += width_of(char)
        if wide > ems:
            break
        cut += 1
    while cut > 1 and (line[cut] in CLOSING or line[cut - 1] in OPENING):
        cut -= 1
    return max(cut, 1)
