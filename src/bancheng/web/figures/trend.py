"""逐日、逐月: accepted and ended along the time that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bancheng.figures.figures import Figures
from bancheng.figures.period import Period, months_on

MOST_DAYS = 62  # beyond two months the single days say nothing, and months stand in their place
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A day or a month, and what happened in it; ``mark`` is its label under a narrow bar."""

    period: Period
    label: str
    mark: str
    accepted: int
    ended: int


def trend(figures: Figures) -> list[Step]:
    """Day by day, or month by month where it is long."""
    accepted = figures.by("day", "accepted")
    ended = figures.by("day", "ended")
    steps = []
    for period, label, mark in _steps(figures.period):
        first, last = period.first.isoformat(), period.last.isoformat()
        steps.append(
            Step(
                period,
                label,
                mark,
                sum(n for day, n in accepted.items() if first <= day <= last),
                sum(n for day, n in ended.items() if first <= day <= last),
            )
        )
    return steps


def _steps(period: Period) -> list[tuple[Period, str, str]]:
    if period.days <= MOST_DAYS:
        days = [period.first + n * ONE_DAY for n in range(period.days)]
        return [(Period(day, day), f"{day.month}月{day.day}日", _mark(day, days)) for day in days]
    found, first = [], period.first
    while first <= period.last:
        following = months_on(first, 1)
        last = min(following - ONE_DAY, period.last)
        label = f"{first.month}月" if first.year == period.last.year else f"{first:%Y-%m}"
        found.append((Period(first, last), label, label))
        first = following
    return found


def _mark(day: date, days: list[date]) -> str:
    """The month is said where it begins."""
    return f"{day.month}-{day.day}" if day in (days[0], day.replace(day=1)) else str(day.day)
