"""字库文件: which characters a font has and how wide they are, read from the file itself.

Only what a paper must know before it is set: a character that no font has must be said, and a text
that does not fit its cell must run on.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import error, unpack, unpack_from

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
LARGEST = 80_000_000


class BrokenFontError(ValueError):
    """The file is no font that can be used; ``str()`` says so in a sentence."""


@dataclass(frozen=True)
class FontFile:
    """``runs``: first and last character and the glyph of the first, in order of characters."""

    path: Path
    family: str
    starts: tuple[int, ...]
    runs: tuple[tuple[int, int, int], ...]
    widths: tuple[int, ...]
    units: int

    def has(self, char: str) -> bool:
        """Whether there is a glyph."""
        return self._glyph(ord(char)) != 0

    def width(self, char: str) -> float:
        """In parts of the letter's size: a Chinese character is 1."""
        glyph = self._glyph(ord(char))
        return self.widths[min(glyph, len(self.widths) - 1)] / self.units

    def _glyph(self, code: int) -> int:
        at = bisect_right(self.starts, code) - 1
        if at < 0:
            return 0
        first, last, glyph = self.runs[at]
        return glyph + code - first if code <= last else 0


@lru_cache(maxsize=32)
def font_file(path: Path, changed: float) -> FontFile:
    """Read once for each state of the file. Raises BrokenFontError."""
    del changed  # part of the key
    try:
        if path.stat().st_size > LARGEST:
            raise BrokenFontError(f"字库文件 {path.name} 太大，没有用。")
        return _read(path, path.read_bytes())
    except (OSError, error, IndexError, KeyError, UnicodeDecodeError) as broken:
        raise BrokenFontError(f"字库文件 {path.name} 打不开或者不是字库，没有用。") from broken


def _read(path: Path, content: bytes) -> FontFile:
    begin = unpack_from(">I", content, 12)[0] if content[:4] == b"ttcf" else 0
    tables = {}
    for n in range(unpack_from(">H", content, begin + 4)[0]):
        tag, _, offset, length = unpack_from(">4sIII", content, begin + 12 + 16 * n)
        tables[tag] = content[offset : offset + length]
    units = unpack_from(">H", tables[b"head"], 18)[0]
    count = unpack_from(">H", tables[b"hhea"], 34)[0]
    widths = unpack(f">{'Hh' * count}", tables[b"hmtx"][: 4 * count])[::2]
    runs = _runs(tables[b"cmap"])
    if not units or not widths or not runs:
        raise KeyError(path.name)
    return FontFile(path, _family(tables[b"name"]), tuple(r[0] for r in runs), runs, widths, units)


def _runs(cmap: bytes) -> tuple[tuple[int, int, int], ...]:
    found = {}
    for n in range(unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = unpack_from(">HHI", cmap, 4 + 8 * n)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            found[unpack_from(">H", cmap, offset)[0]] = offset
    if 12 in found:
        offset = found[12]
        groups = unpack_from(">I", cmap, offset + 12)[0]
        numbers = unpack_from(f">{3 * groups}I", cmap, offset + 16)
        return tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    return tuple(_segments(cmap, found[4]))


def _segments(cmap: bytes, offset: int) -> list[tuple[int, int, int]]:
    """Format 4: the plane of everyday characters, as older Chinese fonts have it."""
    count = unpack_from(">H", cmap, offset + 6)[0] // 2
    at = offset + 14
    ends = unpack_from(f">{count}H", cmap, at)
    starts = unpack_from(f">{count}H", cmap, at + 2 * count + 2)
    deltas = unpack_from(f">{count}H", cmap, at + 4 * count + 2)
    ranges_at = at + 6 * count + 2
    ranges = unpack_from(f">{count}H", cmap, ranges_at)
    found = []
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        if not ranges[n]:
            found.append((first, last, (first + deltas[n]) & 0xFFFF))
            continue
        for code in range(first, min(last, 0xFFFE) + 1):
            place = ranges_at + 2 * n + ranges[n] + 2 * (code - first)
            glyph = unpack_from(">H", cmap, place)[0]
            if glyph:
                found.append((code, code, (glyph + deltas[n]) & 0xFFFF))
    return [run for run in found if run[2]]


def _family(name: bytes) -> str:
    """The family's name as a typesetter calls it: the typographic one first, in English."""
    count, strings = unpack_from(">HH", name, 2)
    best: tuple[tuple[bool, bool], str] | None = None
    for n in range(count):
        platform, _, language, kind, length, offset = unpack_from(">6H", name, 6 + 12 * n)
        if kind not in (1, 16) or platform != 3:
            continue
        text = name[strings + offset : strings + offset + length].decode("utf-16-be")
        rank = (kind == 16, language == 0x409)
        if best is None or rank > best[0]:
            best = (rank, text)
    if best is None:
        raise KeyError("name")
    return best[1]
