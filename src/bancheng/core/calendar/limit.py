"""办理时限: how long somebody has, as a standard writes it down.

A limit is a number and a unit, nothing more. It is written in plain English words in the
standard (`5 working days`), because those survive YAML, and is shown in official Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

LARGEST = 9999


class Unit(StrEnum):
    """What is counted. The value is the word a standard uses, in the plural."""

    MINUTES = "minutes"
    HOURS = "hours"
    OFFICE_HOURS = "office hours"
    SAME_WORKING_DAY = "same working day"
    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    MONTHS = "months"
    UNTIL_DONE = "until done"


_WITHOUT_NUMBER = (Unit.SAME_WORKING_DAY, Unit.UNTIL_DONE)
_WRITTEN = re.compile(r"([0-9]+) ([a-z]+(?: [a-z]+)*)")
_FORMS = (
    "30 minutes",
    "24 hours",
    "4 office hours",
    "same working day",
    "5 working days",
    "15 calendar days",
    "2 months",
    "until done",
)
_CHINESE = {
    Unit.MINUTES: "{} 分钟",
    Unit.HOURS: "{} 小时",
    Unit.OFFICE_HOURS: "{} 小时（办公时间）",
    Unit.SAME_WORKING_DAY: "当日（工作日）下班前",
    Unit.WORKING_DAYS: "{} 个工作日",
    Unit.CALENDAR_DAYS: "{} 个自然日",
    Unit.MONTHS: "{} 个月",
    Unit.UNTIL_DONE: "直至办结",
}


class LimitError(ValueError):
    """A limit nobody can count: `problem`, the forms `expected`, the likely one `nearest`."""

    def __init__(self, text: str, nearest: str | None = None) -> None:
        self.text = text
        self.expected = "、".join(_FORMS)
        self.nearest = nearest
        self.problem = f"时限“{text}”读不懂"
        hint = f"；是否想写 {nearest}" if nearest else ""
        super().__init__(f"{self.problem}，可以写：{self.expected}{hint}")


@dataclass(frozen=True, slots=True)
class Limit:
    """`count` of `unit`; the two units without a number carry 0."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        low, high = (0, 0) if self.unit in _WITHOUT_NUMBER else (1, LARGEST)
        if not low <= self.count <= high:
            raise LimitError(f"{self.count} {self.unit.value}")

    @staticmethod
    def parse(text: str) -> Limit:
        """Read `1 working day`, `24 hours`, `until done` …; raises LimitError otherwise."""
        return _parsed(text)

    def __str__(self) -> str:
        if self.unit in _WITHOUT_NUMBER:
            return self.unit.value
        word = self.unit.value.removesuffix("s") if self.count == 1 else self.unit.value
        return f"{self.count} {word}"

    def in_chinese(self) -> str:
        return _CHINESE[self.unit].format(self.count)


@lru_cache(maxsize=256)
def _parsed(text: str) -> Limit:
    """A standard has a dozen limits, and every duty made reads one."""
    if text in _WITHOUT_NUMBER:
        return Limit(0, Unit(text))
    written = _WRITTEN.fullmatch(text)
    unit = _unit(written[2]) if written else None
    if written is None or unit is None:
        raise LimitError(text, _nearest(text))
    return Limit(int(written[1]), unit)


def _unit(word: str) -> Unit | None:
    for unit in Unit:
        if unit not in _WITHOUT_NUMBER and word in (unit.value, unit.value.removesuffix("s")):
            return unit
    return None


def _nearest(text: str) -> str | None:
    """The written form that keeps the writer's number: `5 workdays` → `5 working days`."""
    number = re.search(r"[0-9]+", text)
    count = int(number[0]) if number and len(number[0]) <= len(str(LARGEST)) else 1
    forms = [str(Limit(0 if unit in _WITHOUT_NUMBER else max(count, 1), unit)) for unit in Unit]
    close = get_close_matches(text.lower(), forms, n=1, cutoff=0.5)
    return close[0] if close else None
