"""时段: the days that figures are asked of, and the time of as many days before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MOST_DAYS = 1100  # three years: what is asked of more is asked by the year


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> bool:
        """Whether it begins with a month and ends with one."""
        return self.first.day == 1 and (self.last + ONE_DAY).day == 1

    @property
    def months(self) -> list[str]:
        """The months it touches, as ``2026-11``."""
        found, month = [], self.first.replace(day=1)
        while month <= self.last:
            found.append(f"{month:%Y-%m}")
            month = months_on(month, 1)
        return found

    def before(self) -> Period:
        """What it is compared with: as many whole months before, else as many days."""
        if self.whole_months:
            return Period(months_on(self.first, -len(self.months)), self.first - ONE_DAY)
        return Period(self.first - self.days * ONE_DAY, self.first - ONE_DAY)


def month_of(day: date) -> Period:
    """The whole month of a day."""
    return months(day, 1)


def months(day: date, count: int) -> Period:
    """So many whole months from that of a day on: 3 for a quarter, 12 for a year."""
    first = day.replace(day=1)
    return Period(first, months_on(first, count) - ONE_DAY)


def months_on(day: date, n: int) -> date:
    """The first of the month ``n`` months on."""
    counted = day.year * 12 + day.month - 1 + n
    return date(counted // 12, counted % 12 + 1, 1)
