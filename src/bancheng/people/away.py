"""请假、外出登记: enters an absence with whoever stands in, ends it, and changes either (AB角).

Who may enter it for whom is decided above; here is what makes sense at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bancheng.people import counting
from bancheng.people.absence import Absence, StandIn
from bancheng.people.chart import current
from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.seats import centre_of
from bancheng.people.substitute import Substitute
from bancheng.people.user import User

LONGEST_ABSENCE = timedelta(days=366)


def go_away(
    user: User,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    stand_ins: Mapping[Post, User | None],
    *,
    by: User,
    at: datetime,
) -> Absence:
    """Somebody is away from one moment to another, and for each post somebody stands in or nobody.

    ``PeopleError`` for times without sense, an absence that meets another of the same person, or
    somebody who cannot stand in.
    """
    if ends_at <= starts_at:
        raise PeopleError("结束时间要晚于开始时间。", "ends_at")
    if ends_at <= at:
        raise PeopleError("这段时间已经过去，请假、外出要在回来以前登记。", "ends_at")
    if ends_at - starts_at > LONGEST_ABSENCE:
        raise PeopleError("一次最长一年，更久的请办离岗移交。", "ends_at")
    with transaction.atomic():
        # the person's row locked, so that two entries at once see each other
        User.objects.select_for_update().get(pk=user.pk)
        for other in Absence.objects.filter(
            user=user, starts_at__lt=ends_at, ends_at__gt=starts_at
        ):
            if max(other.starts_at, starts_at) < other.until:
                raise PeopleError(
                    f"{user.name}{_span(other)}已登记请假、外出，时间重叠；要改先结束那一次。",
                    "starts_at",
                )
        absence = save_checked(
            Absence(
                user=user,
                starts_at=max(starts_at, _minute(at)),
                ends_at=ends_at,
                reason=reason,
                entered_by=by,
                entered_at=at,
            )
        )
        for post, other_user in stand_ins.items():
            if other_user is not None:
                stand_in(absence, post, other_user, by=by, at=at)
    return absence


def stand_in(absence: Absence, post: Post, user: User, *, by: User, at: datetime) -> StandIn:
    """Name who does the part of a post during an absence; whoever was named before ends now."""
    if absence.until <= at:
        raise PeopleError("这次请假、外出已经结束。")
    if post.user_id != absence.user_id:
        raise PeopleError("只能为不在的人自己的岗位指定替岗。", "post")
    check_substitute(post, user, at)
    with transaction.atomic():
        for before in StandIn.objects.select_for_update().filter(
            absence=absence, post=post, ended_at=None
        ):
            before.ended_at, before.ended_by = at, by
            before.save(update_fields=["ended_at", "ended_by"])
        return save_checked(
            StandIn(absence=absence, post=post, user=user, starts_at=at, made_by=by, made_at=at)
        )


def stop_standing_in(one: StandIn, *, by: User, at: datetime) -> None:
    """Nobody stands in from now on."""
    with transaction.atomic():
        kept = StandIn.objects.select_for_update().select_related("absence").get(pk=one.pk)
        if kept.until <= at:
            raise PeopleError("这次替岗已经结束。")
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["ended_at", "ended_by"])


def come_back(absence: Absence, *, by: User, at: datetime) -> Absence:
    """End an absence now, or call it off before it begins; with it ends all standing in."""
    with transaction.atomic():
        kept = Absence.objects.select_for_update().get(pk=absence.pk)
        if kept.until <= at:
            raise PeopleError("这次请假、外出已经结束，不用再办。")
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["ended_at", "ended_by"])
    return kept


def name_substitute(post: Post, user: User | None, *, by: User, at: datetime) -> None:
    """The B of a post from now on; None: nobody. It gives no right until the A is away."""
    if user is not None:
        check_substitute(post, user, at)
    with transaction.atomic():
        before = Substitute.objects.select_for_update().filter(post=post, ended_at=None).first()
        if before is not None and user is not None and before.user_id == user.pk:
            return
        if before is not None:
            before.ended_at, before.ended_by = at, by
            before.save(update_fields=["ended_at", "ended_by"])
        if user is not None:
            save_checked(Substitute(post=post, user=user, made_by=by, made_at=at))


def check_substitute(post: Post, user: User, at: datetime) -> None:
    """``PeopleError`` where somebody cannot stand in for a post: an administrator's, one's own, or
    by somebody who has no post around the same centre."""
    if post.role == ADMINISTRATOR:
        raise PeopleError("系统管理员不设 AB 角，请另任命一位管理员。", "post")
    if user.pk == post.user_id:
        raise PeopleError("A 角、B 角不能是同一个人。", "user")
    if user not in candidates(post, at):
        raise PeopleError(
            f"{user.name}没有参与这个中心办件的任职，或者是系统管理员，不能替这个岗。", "user"
        )


def candidates(post: Post, at: datetime) -> list[User]:
    """Who could stand in for a post: colleagues of the same unit first, then those of the same
    hall, then whoever else has a part in that hall's cases."""
    chart = current()
    unit = next(u for u in chart.units.values() if u.pk == post.unit_id)
    hall = centre_of(unit)
    near: dict[str, int] = {}
    for person in chart.people.values():
        units = [other.unit for other in counting.case_posts(chart, person.username, at)]
        if any(other.pk == unit.pk for other in units):
            near[person.username] = 0
        elif hall and any(counting.centre_above(chart, u.code) == hall for u in units):
            near[person.username] = 1
        elif hall and any(counting.serves(chart, u, hall.code) for u in units):
            near[person.username] = 2
    users = User.objects.filter(username__in=near, is_program=False).exclude(pk=post.user_id)
    return sorted(users, key=lambda user: (near[user.username], user.pk))


def gives_nothing_new(post: Post, user: User, at: datetime) -> bool:
    """Whether standing in for this post gives somebody no right they do not have: they hold the
    same role at the same unit."""
    posts = counting.case_posts(current(), user.username, at)
    return any(other.unit.pk == post.unit_id and other.role == post.role for other in posts)


def substitute_of(post: Post) -> User | None:
    """The B of a post, if one is named."""
    found = Substitute.objects.filter(post=post, ended_at=None).select_related("user").first()
    return found.user if found else None


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _span(absence: Absence) -> str:
    starts, ends = timezone.localtime(absence.starts_at), timezone.localtime(absence.until)
    return f"{starts:%m-%d %H:%M} 至 {ends:%m-%d %H:%M}"
