"""值班安排: puts people on shift and takes them off, and names what does not go together
(XF-5, SC-8.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bancheng.people.absence import Absence
from bancheng.people.chart import current
from bancheng.people.closure import Closure
from bancheng.people.errors import PeopleError
from bancheng.people.seats import posts_at
from bancheng.people.shift import ON_DUTY, Shift
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window

LONGEST_SHIFT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A turn to be put on the rota; ``part`` is ``on_duty`` or a role held meanwhile."""

    window: Window
    user: User
    starts_at: datetime
    ends_at: datetime
    part: str = ON_DUTY


def put_on_shift(
    window: Window,
    user: User,
    starts_at: datetime,
    ends_at: datetime,
    part: str = ON_DUTY,
    *,
    by: User | None = None,
) -> Shift:
    """A turn at a window, both times aware; ``by`` writes the rota.

    ``PeopleError`` for a shift without an end or longer than a day, somebody without a post at
    the centre, somebody already on shift then, or a part that another has there at that time.
    """
    wanted = Wanted(window, user, starts_at, ends_at, part)
    (shift,) = put_all([wanted], by)
    return shift


def put_all(wanted: Sequence[Wanted], by: User | None) -> list[Shift]:
    """Several turns, all or none. ``PeopleError`` names the first that cannot be."""
    with transaction.atomic():
        # the hall locked, so that two rotas written at once see each other
        centres = {one.window.centre_id for one in wanted}
        list(Unit.objects.select_for_update().filter(pk__in=sorted(centres)).order_by("pk"))
        problem = next((p for p in conflicts(wanted) if p is not None), None)
        if problem is not None:
            raise problem
        now = timezone.now()
        return Shift.objects.bulk_create(
            [
                Shift(
                    window=one.window,
                    user=one.user,
                    starts_at=one.starts_at,
                    ends_at=one.ends_at,
                    part=one.part,
                    made_by=by,
                    made_at=now,
                )
                for one in wanted
            ]
        )


def conflicts(wanted: Sequence[Wanted]) -> list[PeopleError | None]:
    """For each turn why it cannot be, asked of the rota, of absences and of the turns before it;
    three queries however many there are."""
    if not wanted:
        return []
    for one in wanted:
        if timezone.is_naive(one.starts_at) or timezone.is_naive(one.ends_at):
            raise PeopleError("排班时间缺少时区，请用带时区的时间。", "starts_at")
    begins, ends = min(o.starts_at for o in wanted), max(o.ends_at for o in wanted)
    people, halls = {o.user.pk for o in wanted}, {o.window.centre_id for o in wanted}
    near = Shift.objects.within(begins, ends).select_related("user", "window")
    known = near.filter(Q(user__in=people) | Q(window__centre__in=halls) & ~Q(part=ON_DUTY))
    away = Absence.objects.filter(user__in=people, starts_at__lt=ends, ends_at__gt=begins)
    absences = [absence for absence in away if absence.starts_at < absence.until]
    taken = [_Taken.of(shift) for shift in known]
    found: list[PeopleError | None] = []
    for one in wanted:
        problem = _problem(one, taken) or _away(one, absences)
        found.append(problem)
        if problem is None:
            taken.append(_Taken.of_wanted(one))
    return found


@dataclass(frozen=True, slots=True)
class _Taken:
    """A turn that stands, or is about to."""

    user: User
    centre: int
    part: str
    begins: datetime
    until: datetime

    @classmethod
    def of(cls, shift: Shift) -> _Taken:
        return cls(shift.user, shift.window.centre_id, shift.part, shift.starts_at, shift.until)

    @classmethod
    def of_wanted(cls, one: Wanted) -> _Taken:
        return cls(one.user, one.window.centre_id, one.part, one.starts_at, one.ends_at)

    def meets(self, one: Wanted) -> bool:
        return self.begins < one.ends_at and one.starts_at < self.until


def _problem(one: Wanted, taken: Iterable[_Taken]) -> PeopleError | None:
    if one.ends_at <= one.starts_at:
        return PeopleError("下班时间要晚于上班时间。", "ends_at")
    if one.ends_at - one.starts_at > LONGEST_SHIFT:
        return PeopleError("一班最长 24 小时，请分几班排。", "ends_at")
    centre = current_centre(one.window)
    if not posts_at(one.user, centre, one.starts_at):
        return PeopleError(f"{one.user.name}当天在{centre.name}没有任职，请先任命再排班。", "user")
    meanwhile = [each for each in taken if each.meets(one)]
    own = next((each for each in meanwhile if each.user.pk == one.user.pk), None)
    if own is not None:
        return PeopleError(f"{one.user.name}{_span(own)}已排了班，时间重叠。", "starts_at")
    rival = next(
        (e for e in meanwhile if e.part == one.part and e.centre == one.window.centre_id), None
    )
    if one.part != ON_DUTY and rival is not None:
        return PeopleError(
            f"{_span(rival)}已由{rival.user.name}担任，同一时间只能有一人，请错开。", "part"
        )
    return None


def _away(one: Wanted, absences: Iterable[Absence]) -> PeopleError | None:
    for absence in absences:
        meets = absence.starts_at < one.ends_at and one.starts_at < absence.until
        if absence.user_id == one.user.pk and meets:
            span = _words(absence.starts_at, absence.until)
            return PeopleError(f"{one.user.name}{span}请假、外出，请换一个人。", "user")
    return None


def current_centre(window: Window) -> Unit:
    """The hall of a window, from memory."""
    known = (u for u in current().units.values() if u.pk == window.centre_id)
    return next(known, None) or window.centre


def take_off_shift(shift: Shift, at: datetime | None = None, *, by: User | None = None) -> None:
    """Strike a shift to come, or end the running one. What was stood stays on record, and so does
    who struck it."""
    moment = at or timezone.now()
    with transaction.atomic():
        kept = Shift.objects.select_for_update().get(pk=shift.pk)
        if kept.until <= moment:
            raise PeopleError("这一班已经结束，值班记录不再更改。", "ends_at")
        kept.struck_at, kept.struck_by = moment, by
        kept.save(update_fields=["struck_at", "struck_by"])


def on_duty(window: Window, at: datetime | None = None) -> list[Shift]:
    """Whose turn it is at a window now, or was ``at``, as the rota has it. Who really stands there
    says ``attendance``."""
    moment = at or timezone.now()
    return list(Shift.objects.filter(window=window).at(moment).select_related("user"))


def hall_days(centre: Unit | str) -> dict[date, Closure]:
    """The hall's own closed days and special hours, by date."""
    code = centre if isinstance(centre, str) else centre.code
    return {day.falls_on: day for day in current().closures.get(code, ())}


def _span(taken: _Taken) -> str:
    return _words(taken.begins, taken.until)


def _words(begins: datetime, until: datetime) -> str:
    starts, ends = timezone.localtime(begins), timezone.localtime(until)
    return f"{starts:%m-%d %H:%M} 至 {ends:%m-%d %H:%M}"
