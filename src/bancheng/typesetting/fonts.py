"""字库: the fonts that came with the program and those a site put into its own folder.

A site's own font (仿宋) comes first; what it lacks is taken from the next, so that a rare name
never vanishes. What none of them has is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import typst
from pylopdf_fonts_zh_cn import sans_path, serif_path

from bancheng.typesetting.font_file import SUFFIXES, BrokenFontError, FontFile, font_file

FOR_TITLES = ("标题", "title")
"""How the name of a font file begins that is meant for titles only."""


@dataclass(frozen=True)
class Fonts:
    """``body`` and ``titles`` in the order they are tried; ``faults``: files that are no fonts."""

    body: tuple[FontFile, ...]
    titles: tuple[FontFile, ...]
    faults: tuple[str, ...]

    @cached_property
    def chars(self) -> dict[str, float | None]:
        """Widths asked for before; None where no font has the character."""
        return {}

    @cached_property
    def plain(self) -> set[str]:
        """Characters met before that stand on paper just as they are written."""
        return set()

    def width(self, char: str) -> float | None:
        """How wide a character stands in the body's letters; None where no font has it."""
        known = self.chars
        if char not in known:
            having = next((font for font in self.body if font.has(char)), None)
            known[char] = having.width(char) if having else None
        return known[char]

    @cached_property
    def engine(self) -> typst.Fonts:
        """The same fonts for the typesetter; none of the machine's own, so that every machine
        sets a paper alike."""
        folders = dict.fromkeys(str(font.path.parent) for font in (*self.body, *self.titles))
        engine = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders]
        )
        known = {family.lower() for family in engine.families()}
        missing = {font.family for font in (*self.body, *self.titles)}
        missing = {family for family in missing if family.lower() not in known}
        if missing:  # without its font the typesetter would leave the words out and say nothing
            raise BrokenFontError(
                f"字库“{'、'.join(sorted(missing))}”排版用不了，请从字库文件夹里拿掉。"
            )
        return engine

    def families(self) -> dict[str, list[str]]:
        """Names by use."""
        return {
            "body": [font.family for font in self.body],
            "titles": [font.family for font in self.titles],
            "plain": [_shipped()[1].family, _shipped()[0].family],
        }


def fonts_in(folder: Path | None) -> Fonts:
    """The fonts, those of the folder first; it need not exist."""
    files = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    state = tuple((f, f.stat().st_mtime) for f in files if f.suffix.lower() in SUFFIXES)
    return _gathered(state)


@lru_cache(maxsize=4)
def _gathered(state: tuple[tuple[Path, float], ...]) -> Fonts:
    own: list[FontFile] = []
    titles: list[FontFile] = []
    faults: list[str] = []
    for path, changed in state:
        try:
            font = font_file(path, changed)
        except BrokenFontError as broken:
            faults.append(str(broken))
            continue
        (titles if path.name.lower().startswith(FOR_TITLES) else own).append(font)
    shipped = _shipped()
    return Fonts((*own, *shipped), (*titles, *shipped), tuple(faults))


@lru_cache(maxsize=1)
def _shipped() -> tuple[FontFile, FontFile]:
    serif, sans = serif_path(), sans_path()
    return font_file(serif, serif.stat().st_mtime), font_file(sans, sans.stat().st_mtime)
