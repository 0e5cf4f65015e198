"""保管期限与档号: how long the standard keeps a case, until which day, and how it is numbered.

The standard gives the years. From when they count no text says: from 1 January after the case was
archived, as files of a year are kept together and their time ends together (our reading).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard


@dataclass(frozen=True, slots=True)
class Keeping:
    """``years`` and ``due_on`` are None where it is kept for ever; ``because``: on what ground."""

    years: int | None
    due_on: date | None
    because: str

    @property
    def mark(self) -> str:
        """As it stands in a number: Y for ever, D10 for ten years (DA/T 13)."""
        return "Y" if self.years is None else f"D{self.years}"

    @property
    def term(self) -> str:
        """As it stands on a file."""
        return term_of(self.years)


def term_of(years: int | None) -> str:
    """永久, or 定期 so many years."""
    return "永久" if years is None else f"定期{years}年"


def keeping_of(standard: Standard, archived_on: date) -> Keeping:
    """Raises Refusal where the standard sets no time."""
    rule = standard.retention
    if rule is None or (rule.years is None and not rule.permanent):
        sentence = "本规范没有写保管期限，归档包编不出档号。请管理员在规范里补上 retention。"
        raise Refusal("no_retention", sentence)
    because = rule.because or "、".join(rule.cites)
    if rule.permanent or rule.years is None:
        return Keeping(None, None, because)
    return Keeping(rule.years, date(archived_on.year + rule.years, 12, 31), because)


def number_of(year: int, keeping: Keeping, serial: int) -> str:
    """2026-D10-0001: year, term, the how-manieth of that year at the centre."""
    return f"{year}-{keeping.mark}-{serial:04d}"
