"""值班安排: puts people on shift and says who is on duty, and which open window has nobody
(XF-5, SC-8.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bancheng.people.chart import current
from bancheng.people.checked import save_checked
from bancheng.people.closure import Closure
from bancheng.people.errors import PeopleError
from bancheng.people.hall_hours import parse_sessions
from bancheng.people.seats import posts_at
from bancheng.people.shift import ON_DUTY, Shift
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window

LONGEST_SHIFT = timedelta(hours=24)


def put_on_shift(
    window: Window, user: User, starts_at: datetime, ends_at: datetime, part: str = ON_DUTY
) -> Shift:
    """A turn at a window, both times aware; ``part`` is ``on_duty`` or a role held meanwhile.

    ``PeopleError`` for a shift without an end or longer than a day, somebody without a post at
    the centre, somebody already on shift then, or a part that another has there at that time.
    """
    _check_span(starts_at, ends_at)
    centre = window.centre
    if not posts_at(user, centre, starts_at):
        raise PeopleError(f"{user.name}当天在{centre.name}没有任职，请先任命再排班。", "user")
    with transaction.atomic():
        # the hall locked, so that two rotas written at once see each other
        Unit.objects.select_for_update().get(pk=centre.pk)
        meanwhile = Shift.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
        own = meanwhile.filter(user=user).first()
        if own is not None:
            raise PeopleError(f"{user.name}{_span(own)}已排了班，时间重叠。", "starts_at")
        rival = meanwhile.filter(window__centre=centre, part=part).select_related("user").first()
        if part != ON_DUTY and rival is not None:
            raise PeopleError(
                f"{_span(rival)}已由{rival.user.name}担任，同一时间只能有一人，请错开。", "part"
            )
        return save_checked(
            Shift(window=window, user=user, starts_at=starts_at, ends_at=ends_at, part=part)
        )


def take_off_shift(shift: Shift, at: datetime | None = None) -> None:
    """Strike a shift to come, or end the running one. What was stood stays on record."""
    moment = at or timezone.now()
    if shift.ends_at <= moment:
        raise PeopleError("这一班已经结束，值班记录不再更改。", "ends_at")
    if shift.starts_at >= moment:
        shift.delete()
        return
    shift.ends_at = moment
    shift.save(update_fields=["ends_at"])


def on_duty(window: Window, at: datetime | None = None) -> list[Shift]:
    """Who stands at a window now, or stood there ``at`` (the moment a case came)."""
    moment = at or timezone.now()
    shifts = Shift.objects.filter(window=window, starts_at__lte=moment, ends_at__gt=moment)
    return list(shifts.select_related("user"))


def is_open(window: Window, at: datetime, hall_sessions: Sequence[str]) -> bool:
    """Whether a window is open ``at``. ``hall_sessions``: the hall's hours that day, none if
    it is closed; a window with hours of its own is open where both are."""
    moment = timezone.localtime(at).time()
    both = (hall_sessions, window.hours or hall_sessions)
    return window.active and all(
        any(opens <= moment < closes for opens, closes in parse_sessions(hours)) for hours in both
    )


def unattended(centre: Unit, at: datetime, hall_sessions: Sequence[str]) -> list[Window]:
    """The windows of a hall that are open ``at`` and have nobody on duty (XF-5)."""
    attended = Shift.objects.filter(window__centre=centre, starts_at__lte=at, ends_at__gt=at)
    empty = Window.objects.filter(centre=centre).exclude(pk__in=attended.values("window"))
    return [window for window in empty if is_open(window, at, hall_sessions)]


def hall_days(centre: Unit | str) -> dict[date, Closure]:
    """The hall's own closed days and special hours, by date."""
    code = centre if isinstance(centre, str) else centre.code
    return {day.falls_on: day for day in current().closures.get(code, ())}


def _check_span(starts_at: datetime, ends_at: datetime) -> None:
    if timezone.is_naive(starts_at) or timezone.is_naive(ends_at):
        raise PeopleError("排班时间缺少时区，请用带时区的时间。", "starts_at")
    if ends_at <= starts_at:
        raise PeopleError("下班时间要晚于上班时间。", "ends_at")
    if ends_at - starts_at > LONGEST_SHIFT:
        raise PeopleError("一班最长 24 小时，请分几班排。", "ends_at")


def _span(shift: Shift) -> str:
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return f"{starts:%m-%d %H:%M} 至 {ends:%m-%d %H:%M}"
