"""写得出的字: text as it can stand on paper. A character no font has is shown by its number.

Nothing may vanish, least of all from a name, and nothing invisible may turn a line around.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from bancheng.typesetting.fonts import Fonts

LONGEST = 200_000
"""More letters than any field takes; beyond it a paper is refused rather than printed for hours."""
_SPACES = {"\t": "　", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n"}
_VARIANTS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class TooLongError(ValueError):
    """There is more text than a paper may hold; ``str()`` is a sentence."""


@dataclass
class Legible:
    """Makes texts printable and remembers what had to be shown by its number."""

    fonts: Fonts
    lacking: dict[str, None] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """The text with every character either in a font or as 〔U+…〕. Raises TooLongError."""
        if len(text) > LONGEST:
            told = f"这段文字有 {len(text)} 个字，一份单子上最多印 {LONGEST} 个字。"
            raise TooLongError(f"{told}请另存为附件。")
        if self.fonts.plain.issuperset(text):
            return text
        return "".join(self._learnt(char) for char in text.replace("\r\n", "\n"))

    def _learnt(self, char: str) -> str:
        if char in self.fonts.plain:
            return char
        shown = self._one(char)
        if shown == char:
            self.fonts.plain.add(char)
        return shown

    def _one(self, char: str) -> str:
        if char == "\n" or char in _SPACES:
            return _SPACES.get(char, char)
        category = unicodedata.category(char)
        if category in ("Cf", "Cc") or any(ord(char) in run for run in _VARIANTS):
            return ""  # no ink of their own: marks that turn the line, joiners, variants
        if category == "Zs" and char != "　":
            return " "
        if self.fonts.width(char) is not None:
            return char
        self.lacking[char] = None
        return shown_by_number(char)


def shown_by_number(char: str) -> str:
    """〔U+1F600〕"""
    return f"〔U+{ord(char):04X}〕"
