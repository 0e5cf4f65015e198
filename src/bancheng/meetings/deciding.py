"""议定: what a meeting decides of a case goes through the write door, with its minutes.

The minutes of one case say when and where the meeting sat, who chaired and who was there, and what
was decided of this case; they say nothing of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bancheng.casework.door import Done, Order, handle
from bancheng.casework.names import Names
from bancheng.casework.placement_row import Wall
from bancheng.casework.surroundings import calendar_of
from bancheng.core.refusal import Refusal
from bancheng.meetings.agenda_row import Decided, Item
from bancheng.meetings.attendance_row import State
from bancheng.meetings.attending import Attended, attendance
from bancheng.meetings.calling import fixing_of
from bancheng.meetings.meeting_row import Meeting
from bancheng.people.user import User


def decide(
    user: User,
    case_no: str,
    orders: Sequence[Order],
    meeting: Meeting | None,
    command_id: str,
    version: int | None,
    now: datetime,
) -> Done:
    """The acts of one decision, all or none; noted at the meeting's item where there is one.

    Raises NotFound, Stale, Refusal; then nothing was decided.
    """
    with transaction.atomic():
        item = _item(meeting, case_no) if meeting else None
        done = handle(user, case_no, orders, command_id, version, now)
        if item is not None and not done.repeated:
            event = done.events[0]
            Decided.objects.create(
                item=item, act=event.act, entry=event.seq, by=user.username, at=now
            )
    return done


def _item(meeting: Meeting, case_no: str) -> Item:
    item = Item.objects.filter(meeting=meeting, case_no=case_no, taken_off_at=None).first()
    if item is None or meeting.cancelled_at is not None:
        sentence = "本件不在这次会议的议程上，请先列入议程，或者不选会议。"
        raise Refusal("not_on_agenda", sentence, field="meeting")
    return item


def with_minutes(order: Order, case_no: str, meeting: Meeting | None, names: Names) -> Order:
    """The order with what every minutes begin with, and who was there.

    A unit complained of had to leave while its case was spoken of: it is not among those present.
    """
    if meeting is None:
        return order
    given = dict(order.given)
    given["minutes"] = f"{opening(meeting, names)}\n{given.get('minutes', '')}".strip()
    there = present(attendance(meeting), names, kept_from(case_no))
    if there and order.act == "determine":
        given["present"] = there
    return Order(order.act, given, order.for_unit, order.done_at)


def opening(meeting: Meeting, names: Names) -> str:
    """``2026年11月24日 15:00，三楼会议室，李某某主持。``"""
    fixed = fixing_of(meeting)
    at = calendar_of(meeting.chain).local(fixed.starts_at)
    return f"{at:%Y年%m月%d日 %H:%M}，{fixed.place}，{names.user(fixed.chair)}主持。"


def kept_from(case_no: str) -> frozenset[str]:
    """The units from which a case is kept."""
    walls = Wall.objects.filter(case__case_no=case_no, unit__isnull=False)
    return frozenset(str(unit) for unit in walls.values_list("unit", flat=True))


def present(lines: Sequence[Attended], names: Names, without: frozenset[str] = frozenset()) -> str:
    """``到会：住建局（莫某）、规划局（代会：韦某）；缺席：税务局``"""
    lines = [one for one in lines if one.unit not in without]
    came = [one for one in lines if one.state != State.ABSENT]
    missing = [names.unit(one.unit) for one in lines if one.state == State.ABSENT]
    parts = []
    if came:
        parts.append("到会：" + "、".join(_came(one, names) for one in came))
    if missing:
        parts.append("缺席：" + "、".join(missing))
    return "；".join(parts)


def _came(one: Attended, names: Names) -> str:
    if not one.names:
        return names.unit(one.unit)
    by = f"代会：{one.names}" if one.state == State.SUBSTITUTE else one.names
    return f"{names.unit(one.unit)}（{by}）"
