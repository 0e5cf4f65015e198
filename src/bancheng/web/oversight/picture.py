"""图: a case's time as horizontal bars, in numbers that an SVG can take without any style.

The width of the case is 1,000; rest days are shaded, what came after the due time is hatched, and
everything a bar shows stands in words beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bancheng.casework.tracing import Span, Trace, Traced
from bancheng.core.calendar import WorkCalendar
from bancheng.web.words_of_time import clock_words

WIDE = 1000
NARROWEST = 4
MOST_DAYS = 100  # beyond it the shading of rest days says nothing any more
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch: where it begins and how long it is."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what was in time, what was not, where it was due (None: not in the picture)."""

    fine: Piece | None
    late: Piece | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The scale of all bars, with the days on which nobody works."""

    begins: datetime
    ends: datetime
    first: str
    last: str
    rests: tuple[Piece, ...]

    def place(self, at: datetime) -> int:
        """Where a moment lies."""
        whole = (self.ends - self.begins) / timedelta(seconds=1) or 1.0
        part = (at - self.begins) / timedelta(seconds=1) / whole
        return round(min(max(part, 0.0), 1.0) * WIDE)

    def piece(self, begins: datetime, ends: datetime) -> Piece:
        """A stretch of time, never too narrow to be seen."""
        x, end = self.place(begins), self.place(ends)
        width = max(end - x, NARROWEST)
        return Piece(min(x, WIDE - width), width)


def picture_of(traced: Trace, calendar: WorkCalendar) -> Picture:
    """The scale for one case."""
    begins, ends = calendar.local(traced.begins), calendar.local(traced.ends)
    plain = Picture(begins, ends, clock_words(begins, ends), clock_words(ends, ends), ())
    days = (ends.date() - begins.date()).days
    if days > MOST_DAYS:
        return plain
    rests = tuple(
        plain.piece(calendar.at(day, datetime.min.time()), _after(day, calendar))
        for day in (begins.date() + n * ONE_DAY for n in range(days + 1))
        if not calendar.works(day)
    )
    return Picture(begins, ends, plain.first, plain.last, rests)


def _after(day: date, calendar: WorkCalendar) -> datetime:
    return calendar.at(day + ONE_DAY, datetime.min.time())


def bar_of_span(span: Span, picture: Picture) -> Bar:
    """While somebody had the case."""
    return Bar(picture.piece(span.begins, span.ends or picture.ends))


def bar_of_duty(traced: Traced, picture: Picture) -> Bar:
    """While a duty was owed, and what of it lay behind the due time."""
    duty, ends = traced.duty, traced.ends
    begins = max(ends - traced.lasted, picture.begins)
    due = duty.due
    if due is None or due >= ends:
        marked = due is not None and due <= picture.ends
        mark = picture.place(due) if due is not None and marked else None
        return Bar(picture.piece(begins, ends), None, mark)
    fine = picture.piece(begins, due) if due > begins else None
    return Bar(fine, picture.piece(max(due, begins), ends), picture.place(due))
