"""工作日历与时限: counting days and hours as the regulations mean them.

Pure: layers of days and a hall's hours come in, due times go out. Where days come from is
the library's business.
"""

from bancheng.core.calendar.due import ClosedHours, DueTime, due_time
from bancheng.core.calendar.earlier import earlier
from bancheng.core.calendar.hours import DEFAULT, HoursError, OfficeHours, Session
from bancheng.core.calendar.limit import Limit, LimitError, Unit
from bancheng.core.calendar.work_calendar import (
    CHINA,
    CalendarError,
    DayMark,
    Layer,
    Unsettled,
    WorkCalendar,
)

__all__ = [
    "CHINA",
    "DEFAULT",
    "CalendarError",
    "ClosedHours",
    "DayMark",
    "DueTime",
    "HoursError",
    "Layer",
    "Limit",
    "LimitError",
    "OfficeHours",
    "Session",
    "Unit",
    "Unsettled",
    "WorkCalendar",
    "due_time",
    "earlier",
]
