"""到会记录: set unit by unit; put right, what stood before is superseded and stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.core.refusal import Refusal
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.meetings.attendance_row import Attendance, State
from bancheng.meetings.meeting_row import Meeting
from bancheng.people.chart import current
from bancheng.people.user import User

LONGEST_NAMES = 100


@dataclass(frozen=True)
class Attended:
    """One unit: whether it was there, and by whom (names as they are said, several by comma)."""

    unit: str
    state: str
    names: str = ""


def attendance(meeting: Meeting) -> list[Attended]:
    """Who was there, in the order of the organisation; what was put right is left out."""
    rows = Attendance.objects.filter(meeting=meeting, superseded_at=None)
    order = {unit: n for n, unit in enumerate(current().units)}
    box = box_of(meeting.chain)
    told = [Attended(row.unit, row.state, box.opened(str(row.pk), row.name)) for row in rows]
    return sorted(told, key=lambda one: order.get(one.unit, len(order)))


def record(user: User, meeting: Meeting, told: Iterable[Attended], now: datetime) -> int:
    """Set what is new or different; how many lines that were. Refusal: nothing was set."""
    if meeting.cancelled_at is not None:
        raise Refusal("over", "会议已经取消，没有到会可记。")
    wanted = [one for one in told if one.state]
    for one in wanted:
        _check(one)
    known = {one.unit: one for one in attendance(meeting)}
    changed = [one for one in wanted if known.get(one.unit) != one]
    with transaction.atomic():
        box = box_for_writing(meeting.chain)
        for one in changed:
            _set(user, meeting, one, box, now)
    return len(changed)


def _check(one: Attended) -> None:
    if one.state not in State.values:
        raise Refusal("unknown_option", f"没有“{one.state}”这种到会情况。", field=one.unit)
    if len(one.names) > LONGEST_NAMES:
        sentence = f"到会人员一栏最多 {LONGEST_NAMES} 个字。"
        raise Refusal("too_long", sentence, field=one.unit)
    if one.state == State.SUBSTITUTE and not one.names.strip():
        raise Refusal("missing", "派人代会的，请写明谁来的。", field=one.unit)


def _set(user: User, meeting: Meeting, one: Attended, box: Box, now: datetime) -> None:
    before = Attendance.objects.filter(meeting=meeting, unit=one.unit, superseded_at=None)
    before.update(superseded_at=now)
    row = Attendance(
        meeting=meeting, unit=one.unit, state=one.state, set_by=user.username, set_at=now
    )
    names = one.names.strip()
    row.name = box.shut(str(row.pk), names) if names else b""
    row.save(force_insert=True)
