"""图: the figures' own bars, on white paper, and the same bytes for the same figures.

A bulletin is opened, set as PDF and set as DOCX one after another, so a picture is kept for a while
under nothing but what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.words import this
from bancheng.core.standard.bulletins import Section as Name
from bancheng.figures.drawing import lying, standing
from bancheng.figures.figures import Figures
from bancheng.figures.naming import names_along
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Chart

OWN_ID = re.compile(r"chart-[0-9a-f-]{36}")
ON_SCREEN, ON_PAPER = "#fffefb", "#ffffff"
A_WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)
FEW_DAYS = timedelta(days=4)
Bars = tuple[tuple[str, tuple[int, ...]], ...]


def charts(issue: Issue, figures: Figures, name: Name, legible: Legible) -> Iterator[Chart]:
    """The pictures of a section; none where there is nothing to draw."""
    if name == "basics" and figures.n("accepted") + figures.n("ended"):
        labels, bars = _along(issue, figures)
        yield Chart(f"图：{this(issue.period)}受理和办结", drawn("standing", labels, bars))
    if name == "handling" and figures.n("ended"):
        counted = figures.by("outcome", "ended")
        called = names_along("outcome", counted, issue.centre)
        labels = tuple(legible(label) for label in called.values())
        bars = (("办结", tuple(counted[code] for code in called)),)
        yield Chart(f"图：{this(issue.period)}办结的结局", drawn("lying", labels, bars))


@lru_cache(maxsize=64)
def drawn(how: str, labels: tuple[str, ...], bars: Bars) -> str:
    """One picture, without the name by chance that the library gives each."""
    draw = standing if how == "standing" else lying
    return OWN_ID.sub("chart", draw(labels, dict(bars), "light")).replace(ON_SCREEN, ON_PAPER)


def _along(issue: Issue, figures: Figures) -> tuple[tuple[str, ...], Bars]:
    """By weeks of a month, by months of anything longer."""
    steps = _weeks(issue) if len(issue.period.months) == 1 else _months(issue)
    counted = {"受理": figures.by("day", "accepted"), "办结": figures.by("day", "ended")}
    bars = tuple(
        (
            label,
            tuple(
                sum(n for day, n in days.items() if first <= day <= last)
                for _, first, last in steps
            ),
        )
        for label, days in counted.items()
    )
    return tuple(label for label, _, _ in steps), bars


def _weeks(issue: Issue) -> list[tuple[str, str, str]]:
    found, first = [], issue.first
    while first <= issue.last:
        last = min(first + A_WEEK - ONE_DAY, issue.last)
        if issue.last - last < FEW_DAYS:
            last = issue.last
        found.append((f"{first.day}—{last.day}日", first.isoformat(), last.isoformat()))
        first = last + ONE_DAY
    return found


def _months(issue: Issue) -> list[tuple[str, str, str]]:
    return [
        (f"{date.fromisoformat(f'{month}-01').month}月", f"{month}-01", f"{month}-31")
        for month in issue.period.months
    ]
