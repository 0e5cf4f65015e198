"""召集会议: a meeting is called, fixed anew, its agenda made, ended or called off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework.access import visible
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.meetings.agenda_row import Item
from bancheng.meetings.body import Body
from bancheng.meetings.meeting_row import Fixing, Meeting
from bancheng.people.user import User

LONGEST_PLACE = 100


@dataclass(frozen=True)
class Wanted:
    """When, where and under whom the meeting is to sit."""

    starts_at: datetime
    place: str
    chair: str


def call(user: User, body: Body, wanted: Wanted, case_nos: Sequence[str], now: datetime) -> Meeting:
    """A meeting with these cases on its agenda. Refusal: nothing was called."""
    _check(body, wanted, now)
    with transaction.atomic():
        meeting = Meeting.objects.create(
            chain=body.centre.code, called_by=user.username, called_at=now
        )
        _fix(user, meeting, wanted, now)
        put_on(user, meeting, case_nos, now)
    return meeting


def fix_anew(user: User, meeting: Meeting, body: Body, wanted: Wanted, now: datetime) -> None:
    """Another time, place or chair; what was fixed before stays on record."""
    _still_open(meeting)
    _check(body, wanted, now)
    _fix(user, meeting, wanted, now)


def put_on(user: User, meeting: Meeting, case_nos: Iterable[str], now: datetime) -> None:
    """Put cases on the agenda: those that wait for a decision, and are on no other open one."""
    _still_open(meeting)
    wanted = list(dict.fromkeys(case_nos))
    rows = visible(user).filter(case_no__in=wanted, chain=meeting.chain, stage=Stage.REFERRED)
    known = set(rows.values_list("case_no", flat=True))
    elsewhere = on_open_agendas(wanted)
    for case_no in wanted:
        if case_no not in known:
            raise Refusal("not_waiting", "所选的工单里有一件已不在等候研究，请刷新页面后重选。")
        if case_no not in elsewhere:
            Item.objects.create(meeting=meeting, case_no=case_no, put_by=user.username, put_at=now)


def take_off(user: User, meeting: Meeting, case_no: str, now: datetime) -> None:
    """Take a case off the agenda; it still waits for its decision."""
    _still_open(meeting)
    Item.objects.filter(meeting=meeting, case_no=case_no, taken_off_at=None).update(
        taken_off_by=user.username, taken_off_at=now
    )


def end(user: User, meeting: Meeting, now: datetime) -> None:
    """The meeting is over; what it did not decide still waits."""
    _still_open(meeting)
    fixed = fixing_of(meeting)
    if fixed.starts_at > now:
        raise Refusal("not_yet", "会议还没有开始，不能结束；不开了的，请取消。")
    Meeting.objects.filter(pk=meeting.pk).update(ended_by=user.username, ended_at=now)


def call_off(user: User, meeting: Meeting, now: datetime) -> None:
    """The meeting does not sit. Refusal where it has already decided something."""
    _still_open(meeting)
    if Item.objects.filter(meeting=meeting, decided__isnull=False).exists():
        raise Refusal("has_decided", "会上已经定过事，不能取消；开完了的，请结束会议。")
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_by=user.username, cancelled_at=now)


def fixing_of(meeting: Meeting) -> Fixing:
    """What holds now."""
    fixed = meeting.fixings.order_by("-id").first()
    if fixed is None:
        raise LookupError(f"meeting {meeting.pk} was never fixed")
    return fixed


def on_open_agendas(case_nos: Iterable[str]) -> dict[str, int]:
    """The open meeting on whose agenda each of these stands."""
    items = Item.objects.filter(case_no__in=list(case_nos), taken_off_at=None)
    still = items.filter(meeting__ended_at=None, meeting__cancelled_at=None)
    return dict(still.values_list("case_no", "meeting_id"))


def _still_open(meeting: Meeting) -> None:
    if not meeting.is_open:
        raise Refusal("over", "会议已经结束或者取消，不能再改。")


def _check(body: Body, wanted: Wanted, now: datetime) -> None:
    if not wanted.place.strip():
        raise Refusal("missing", "请填会议地点。", field="place")
    if len(wanted.place) > LONGEST_PLACE:
        raise Refusal("too_long", f"会议地点最多 {LONGEST_PLACE} 个字。", field="place")
    if wanted.chair not in body.members(now):
        sentence = f"请选主持人：要由{body.role}的人主持。"
        raise Refusal("missing", sentence, body.rule.cites, "chair")


def _fix(user: User, meeting: Meeting, wanted: Wanted, now: datetime) -> None:
    Fixing.objects.create(
        meeting=meeting,
        starts_at=wanted.starts_at,
        place=wanted.place.strip(),
        chair=wanted.chair,
        fixed_by=user.username,
        fixed_at=now,
    )
