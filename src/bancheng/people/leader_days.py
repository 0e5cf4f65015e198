"""排进大厅的日子: plans days in the hall for leaders, and records who came, from when to when
(SC-8.3.1).
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.leader_day import LeaderDay
from bancheng.people.seats import roles_at
from bancheng.people.unit import Unit
from bancheng.people.user import User


def between(centre: Unit, first: date, last: date) -> list[LeaderDay]:
    """The days planned in a hall, called-off ones included."""
    found = LeaderDay.objects.filter(centre=centre, falls_on__gte=first, falls_on__lte=last)
    return list(found.select_related("user", "called_off_by", "recorded_by"))


def plan_day(
    centre: Unit,
    user: User,
    falls_on: date,
    starts: time,
    ends: time,
    *,
    by: User,
    at: datetime,
    leaders: frozenset[str],
) -> LeaderDay:
    """A day in the hall for somebody with one of the roles ``leaders``.

    ``PeopleError`` for anybody else, a day gone by, times without sense, or the same day twice.
    """
    noon = datetime.combine(falls_on, time(12), timezone.get_current_timezone())
    if not leaders & roles_at(user, centre, noon):
        raise PeopleError(f"{user.name}那天不是要进大厅的领导，请核对任职。", "user")
    if ends <= starts:
        raise PeopleError("结束时间要晚于开始时间。", "ends")
    if falls_on < timezone.localdate(at):
        raise PeopleError("这一天已经过去，不能再排。", "falls_on")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=centre.pk)
        known = LeaderDay.objects.filter(
            centre=centre, user=user, falls_on=falls_on, called_off_at=None
        )
        if known.exists():
            raise PeopleError(f"{user.name}{falls_on:%m-%d}已经排了进大厅。", "falls_on")
        return save_checked(
            LeaderDay(
                centre=centre,
                user=user,
                falls_on=falls_on,
                starts=starts,
                ends=ends,
                planned_by=by,
                planned_at=at,
            )
        )


def call_off(day: LeaderDay, *, by: User, at: datetime) -> None:
    """A planned day that will not be. One on which the leader came stays."""
    kept = LeaderDay.objects.get(pk=day.pk)
    if kept.came_at is not None:
        raise PeopleError("已经记了到厅，不能取消。")
    if kept.called_off_at is not None:
        raise PeopleError("这一天已经取消了。")
    kept.called_off_by, kept.called_off_at = by, at
    kept.save(update_fields=["called_off_by", "called_off_at"])


def came(day: LeaderDay, moment: datetime, *, by: User, at: datetime) -> None:
    """The leader came. ``PeopleError`` for another day's time, or one still to come."""
    kept = _running(day, moment, at)
    if kept.came_at is not None:
        raise PeopleError("已经记了到厅时间。", "came_at")
    kept.came_at, kept.recorded_by = moment, by
    kept.save(update_fields=["came_at", "recorded_by"])


def left(day: LeaderDay, moment: datetime, *, by: User, at: datetime) -> None:
    """The leader left again."""
    kept = _running(day, moment, at)
    if kept.came_at is None:
        raise PeopleError("还没有记到厅时间，请先记到厅。", "left_at")
    if kept.left_at is not None:
        raise PeopleError("已经记了离厅时间。", "left_at")
    if moment <= kept.came_at:
        raise PeopleError("离厅时间要晚于到厅时间。", "left_at")
    kept.left_at, kept.recorded_by = moment, by
    kept.save(update_fields=["left_at", "recorded_by"])


def _running(day: LeaderDay, moment: datetime, at: datetime) -> LeaderDay:
    kept = LeaderDay.objects.get(pk=day.pk)
    if kept.called_off_at is not None:
        raise PeopleError("这一天已经取消了，要来的请重新排。")
    if timezone.localdate(moment) != kept.falls_on:
        raise PeopleError(f"时间要在 {kept.falls_on:%m-%d} 当天。", "came_at")
    if moment > at:
        raise PeopleError("时间还没到。", "came_at")
    return kept
