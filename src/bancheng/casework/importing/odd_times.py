"""Times as people type them: 2019/4/25 9:32:09, 2018-4-24, 2018年4月24日 9时32分, a spreadsheet's.

What cannot be understood is refused, never guessed: a case with a wrong time counts its limits
wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_DATE = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
_CLOCK = (
    r"(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})"
    r"\s*(?:[:：分]\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?|分)?"
)
_WRITTEN = re.compile(rf"{_DATE}(?:[\sT]*{_CLOCK})?")


class OddTimeError(ValueError):
    """A time nobody can be sure of; ``str()`` is a Chinese sentence."""


@dataclass(frozen=True)
class ReadTime:
    """An instant; ``has_clock`` is False where only the day was written (then it is midnight)."""

    at: datetime
    has_clock: bool


def read_time(written: object, zone: ZoneInfo) -> ReadTime:
    """A time from a cell, on the clock of ``zone``. Raises OddTimeError."""
    if isinstance(written, datetime):
        has_clock = (written.hour, written.minute, written.second) != (0, 0, 0)
        return ReadTime(written.replace(tzinfo=written.tzinfo or zone, microsecond=0), has_clock)
    if isinstance(written, date):
        return ReadTime(datetime(written.year, written.month, written.day, tzinfo=zone), False)
    text = str(written).strip()
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise OddTimeError(f"时间“{text}”读不懂，可写成 2026/3/2 9:30:00 或 2026-03-02。")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise OddTimeError(f"没有“{text}”这个时间，请核对年月日和时分。") from None
    return ReadTime(at, match["hour"] is not None)
