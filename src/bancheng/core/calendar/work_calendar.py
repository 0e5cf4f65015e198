"""工作日历: which days are worked and when the hall is open.

Days come in layers (the State Council's notice, a region's own festival, a hall's closures);
a later layer overrides an earlier one day by day. Beneath them all lies the plain week.
A year whose notice is not out is not `published`: what falls into it is only provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bancheng.core.calendar.hours import OfficeHours

ONE_DAY = timedelta(days=1)
SATURDAY = 5
CHINA = ZoneInfo("Asia/Shanghai")
# no notice ever shut the country for a year: beyond this the data is wrong, not the count
LONGEST_REST = 366


class CalendarError(ValueError):
    """The calendar has no working day within reach, or was given a time without a zone."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """What a notice says of one day: worked or not, under which name, by which paper."""

    works: bool
    name: str
    cites: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Days of which a layer knows that it does not know: the notice is not at hand."""

    first: date
    last: date
    because: str


@dataclass(frozen=True)
class Layer:
    """One authority's days, and the spans it has yet to settle."""

    name: str
    days: Mapping[date, DayMark]
    unsettled: Sequence[Unsettled] = ()


class WorkCalendar:
    """Immutable; one per centre and configuration. All datetimes it returns are in `zone`."""

    def __init__(
        self,
        layers: Sequence[Layer],
        published: Iterable[int],
        hours: OfficeHours,
        zone: ZoneInfo = CHINA,
    ) -> None:
        self.layers = tuple(layers)
        self.published = frozenset(published)
        self.hours = hours
        self.zone = zone
        self._marks = {day: mark for layer in self.layers for day, mark in layer.days.items()}
        self._unsettled = tuple(span for layer in self.layers for span in layer.unsettled)

    def with_layer(self, layer: Layer) -> WorkCalendar:
        """The same calendar with one more layer on top."""
        return WorkCalendar((*self.layers, layer), self.published, self.hours, self.zone)

    def local(self, at: datetime) -> datetime:
        """`at` on this calendar's clock; a time without a zone means nothing and is refused."""
        if at.tzinfo is None:
            raise CalendarError("时间缺少时区，无法计算时限")
        return at.astimezone(self.zone)

    def mark(self, day: date) -> DayMark | None:
        """What the topmost layer that knows this day says of it."""
        return self._marks.get(day)

    def works(self, day: date) -> bool:
        mark = self._marks.get(day)
        return day.weekday() < SATURDAY if mark is None else mark.works

    def why_off(self, day: date) -> str:
        """Why a rest day is one: the festival's or closure's name, else 周末."""
        mark = self._marks.get(day)
        return "周末" if mark is None else mark.name

    def is_published(self, year: int) -> bool:
        return year in self.published

    def awaits(self, day: date) -> str | None:
        """The notice that may still change this day, or None when the day is settled."""
        if day.year not in self.published:
            return f"{day.year}年放假安排"
        for span in self._unsettled:
            if span.first <= day <= span.last:
                return span.because
        return None

    def days_from(self, day: date, direction: int = 1) -> Iterator[tuple[date, bool]]:
        """Every day from `day` on (or back, with -1) and whether it is worked."""
        rested = 0
        while rested < LONGEST_REST:
            works = self.works(day)
            yield day, works
            rested = 0 if works else rested + 1
            day += direction * ONE_DAY
        raise CalendarError(f"日历有误：至 {day.isoformat()} 连续一年没有工作日")

    def roll(self, day: date, direction: int = 1) -> date:
        """`day` if it is worked, else the next working day (the one before, with -1)."""
        return next(found for found, works in self.days_from(day, direction) if works)

    def step(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is not counted; before it if n < 0."""
        direction = 1 if n > 0 else -1
        for _ in range(abs(n)):
            day = self.roll(day + direction * ONE_DAY, direction)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when b lies before a."""
        if b < a:
            return -self.working_days_between(b, a)
        days = (a + n * ONE_DAY for n in range(1, (b - a).days + 1))
        return sum(map(self.works, days))

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone)

    def opens_at(self, day: date) -> datetime:
        """Start of that day's office hours, were it worked."""
        return self.at(day, self.hours.on(day)[0].opens)

    def closes_at(self, day: date) -> datetime:
        """Close of that day's office hours: where limits counted in days end (Civil Code 203)."""
        return self.at(day, self.hours.on(day)[-1].closes)

    def is_open(self, at: datetime) -> bool:
        """Counters open from the opening minute up to, not including, the closing one."""
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while the hall is open, else the next moment it opens."""
        here = self.local(at)
        return next(max(here, opens) for opens, closes in self.sessions_from(here))

    def sessions_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Opening and closing of every session not yet over at `at`, without end."""
        for day, works in self.days_from(at.date()):
            for session in self.hours.on(day) if works else ():
                if at < (closes := self.at(day, session.closes)):
                    yield self.at(day, session.opens), closes

    def sessions_before(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Opening and closing of every session begun before `at`, latest first."""
        for day, works in self.days_from(at.date(), -1):
            for session in reversed(self.hours.on(day)) if works else ():
                if at > (opens := self.at(day, session.opens)):
                    yield opens, self.at(day, session.closes)
