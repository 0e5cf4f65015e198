"""办公时间: when a hall's counters are open on a working day.

Hours belong to the hall, not to the regulation. Whether a day is worked at all is the
calendar's question; a dated shift only says *when* on that day, and replaces the hours of
its weekday, so a half day is one session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from types import MappingProxyType


class HoursError(ValueError):
    """Office hours that cannot be: no session, out of order, closing before opening."""


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of open counters, from `opens` up to `closes` (hall's own clock)."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise HoursError(f"办公时间 {self} 不对：上班应早于下班")

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> Session:
        """Read `09:00-12:00`."""
        try:
            opens, closes = (time.fromisoformat(part.strip()) for part in text.split("-"))
        except ValueError as error:
            raise HoursError(f"办公时间“{text}”读不懂，应写成 09:00-12:00") from error
        return cls(opens, closes)


Sessions = tuple[Session, ...]


@dataclass(frozen=True)
class OfficeHours:
    """Sessions of an ordinary day; `weekdays` (0 = Monday) and `dated` replace them."""

    sessions: Sessions
    weekdays: Mapping[int, Sessions] = field(default_factory=lambda: MappingProxyType({}))
    dated: Mapping[date, Sessions] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for sessions in (self.sessions, *self.weekdays.values(), *self.dated.values()):
            _check(sessions)
        if any(not 0 <= weekday <= 6 for weekday in self.weekdays):
            raise HoursError("星期应写 0（周一）至 6（周日）")

    @classmethod
    def parse(cls, text: str) -> OfficeHours:
        """Read `09:00-12:00,13:00-17:00` as the hours of every working day."""
        return cls(tuple(Session.parse(part) for part in text.split(",")))

    def on(self, day: date) -> Sessions:
        """The sessions of that day, were it a working day. Never empty."""
        return self.dated.get(day) or self.weekdays.get(day.weekday()) or self.sessions


def _check(sessions: Sessions) -> None:
    if not sessions:
        # a day without hours would have no closing time for limits to end at
        raise HoursError("办公时间不能为空；闭厅请在日历里登记为休息日")
    for before, after in pairwise(sessions):
        if before.closes > after.opens:
            raise HoursError(f"办公时间 {before} 与 {after} 重叠或次序颠倒")


DEFAULT = OfficeHours.parse("09:00-12:00,13:00-17:00")
