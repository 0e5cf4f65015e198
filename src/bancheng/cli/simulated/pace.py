"""When simulated staff act: in office hours, one thing after another, never after now."""

from __future__ import annotations

from datetime import datetime, timedelta

from bancheng.core.calendar import WorkCalendar


def later_in_office(calendar: WorkCalendar, at: datetime, minutes: int) -> datetime:
    """The moment that many office minutes after ``at``."""
    left = timedelta(minutes=minutes)
    for opens, closes in calendar.sessions_from(calendar.local(at)):
        begins = max(opens, at)
        if closes - begins > left:
            return begins + left
        left -= closes - begins
    raise AssertionError("a calendar's sessions never end")


class Pace:
    """The clock of one case. ``end`` is the moment that nothing may be done after."""

    def __init__(
        self, calendar: WorkCalendar, at: datetime, minutes: int, end: datetime | None = None
    ) -> None:
        self.calendar = calendar
        self.at = at
        self.minutes = minutes
        self.end = end

    def tick(self) -> datetime:
        """The moment of the next act."""
        following = later_in_office(self.calendar, self.at, self.minutes)
        if self.end is not None and following > self.end:
            # what is left of the time is shared out, a little for each act
            following = self.at + (self.end - self.at) / 8
        self.at = following
        return following

    def skip_to(self, at: datetime) -> None:
        """Nothing happens until then."""
        self.at = max(self.at, at)
