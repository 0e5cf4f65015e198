"""上下级联办的卡片, as the case page draws it: of both levels here, and of levels told by files."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.web.words_of_time import Due


@dataclass(frozen=True, slots=True)
class Card:
    """The heading, and pairs of term and words; ``due`` where something is promised above;
    ``way`` an address and what it is called, where the reader has something to do there."""

    heading: str
    rows: list[tuple[str, str]]
    due: Due | None
    hint: str
    way: tuple[str, str] | None = None
