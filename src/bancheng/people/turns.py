"""轮流: many turns from one pattern — these people in turn, on these days, at these hours — and the
turns of one week laid on another. Pure but for the rows it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from bancheng.people.errors import PeopleError
from bancheng.people.hall_hours import Session
from bancheng.people.rota import Wanted
from bancheng.people.shift import Shift
from bancheng.people.user import User
from bancheng.people.window import Window

Change = Literal["session", "day", "week"]
MOST_DAYS = 93
"""A quarter: further ahead nobody knows who is on leave."""


@dataclass(frozen=True)
class Pattern:
    """``people`` take turns, one after the other, changing with each session, day or week."""

    window: Window
    people: Sequence[User]
    change: Change
    part: str


def days_between(first: date, last: date) -> list[date]:
    """Every day from one to the other. ``PeopleError`` where they are the wrong way round or
    further apart than a quarter."""
    if last < first:
        raise PeopleError("结束日期早于开始日期，请核对。", "until_on")
    if (last - first).days >= MOST_DAYS:
        raise PeopleError(f"一次最多排 {MOST_DAYS} 天，请分几次排。", "until_on")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def in_turn(
    pattern: Pattern, days: Iterable[tuple[date, Sequence[Session]]], zone: tzinfo
) -> list[Wanted]:
    """The turns on these days, each with its hours. Days without hours are passed over and use up
    nobody's turn; the first person begins."""
    if not pattern.people:
        raise PeopleError("请至少选一个人。", "people")
    found: list[Wanted] = []
    turn, week = -1, None
    for day, sessions in days:
        if not sessions:
            continue
        this_week = day.isocalendar()[:2]
        if pattern.change == "day" or (pattern.change == "week" and this_week != week):
            turn += 1
        week = this_week
        for opens, closes in sessions:
            if pattern.change == "session":
                turn += 1
            user = pattern.people[turn % len(pattern.people)]
            begins, ends = _moment(day, opens, zone), _moment(day, closes, zone)
            found.append(Wanted(pattern.window, user, begins, ends, pattern.part))
    return found


def again(shifts: Iterable[Shift], later: timedelta, zone: tzinfo) -> list[Wanted]:
    """The same turns so much later, at the same hours of the day."""
    return [
        Wanted(
            shift.window,
            shift.user,
            _later(shift.starts_at, later, zone),
            _later(shift.ends_at, later, zone),
            shift.part,
        )
        for shift in shifts
    ]


def _moment(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone)


def _later(at: datetime, later: timedelta, zone: tzinfo) -> datetime:
    here = at.astimezone(zone)
    return datetime.combine(here.date() + later, here.time(), zone)
