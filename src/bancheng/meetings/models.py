"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.meetings.agenda_row import Decided, Item
from bancheng.meetings.attendance_row import Attendance
from bancheng.meetings.meeting_row import Fixing, Meeting

__all__ = ["Attendance", "Decided", "Fixing", "Item", "Meeting"]
