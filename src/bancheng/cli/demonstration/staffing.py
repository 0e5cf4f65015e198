"""Puts a demonstration's staff on the rota: turns, a gap, a colleague on leave, a leader's days, a
training each and the centre's rules. What is there already stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from bancheng.casework import rota_keeping
from bancheng.casework.leader_work import leader_roles
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.cli.demonstration.plan import CentrePlan, RulePlan, WindowPlan
from bancheng.people import directory
from bancheng.people.away import go_away, name_substitute
from bancheng.people.centre_rule import file_rule
from bancheng.people.errors import PeopleError
from bancheng.people.leader_day import LeaderDay
from bancheng.people.models import ON_DUTY, CentreRule, Post, Substitute, Training, User, Window
from bancheng.people.rota import Wanted, conflicts, put_all
from bancheng.people.training import record_training

WEEKS = 3
GAP = 10  # days after this week's Monday: a weekday of next week, so that a gap is there to be seen
ON_LEAVE = 15


def staff(plan: CentrePlan, now: datetime) -> None:
    """All of it, around the day it is asked for."""
    for window in plan.windows:
        _window(window, now)
    for rule in plan.rules:
        _rule(rule, now)


def _window(plan: WindowPlan, now: datetime) -> None:
    window = Window.objects.select_related("centre").get(centre__code=plan.centre, name=plan.name)
    people = [User.objects.get(username=name) for name in plan.staff]
    if not people or Substitute.objects.filter(user__in=people).exists():
        return
    monday = now.date() - timedelta(days=now.weekday())
    keeper = people[0]
    wanted = _turns(window, people, [monday + timedelta(days=n) for n in range(7 * WEEKS)], now)
    put_all(
        [one for one, problem in zip(wanted, conflicts(wanted), strict=True) if problem is None],
        keeper,
    )
    _train(people, keeper, now)
    if len(people) > 1:
        _pair(people, keeper, now)
        _leave(people, monday + timedelta(days=ON_LEAVE), window, now)
    _leader(window, monday, keeper, now)


def _turns(
    window: Window, people: Sequence[User], days: Sequence[date], now: datetime
) -> list[Wanted]:
    """One leads the whole day, another stands there besides in the morning; one afternoon has
    nobody."""
    centre, found = window.centre, []
    zone = calendar_of(centre).zone
    lead = next(iter(rota_keeping.parts_to_lead(centre, now.date())), ON_DUTY)
    near = {now.date(), now.date() + timedelta(days=1)}  # ``settle`` saw to these
    for n, day in enumerate(days):
        sessions = rota_keeping.sessions_of(window, centre, day)
        if day in near or not sessions:
            continue
        is_short = n == GAP
        leader, other = people[n % len(people)], people[(n + 1) % len(people)]
        ends = sessions[0][1] if is_short else sessions[-1][1]
        found.append(_wanted(window, leader, day, (sessions[0][0], ends), lead, zone))
        if other.pk != leader.pk:
            found.append(_wanted(window, other, day, sessions[0], ON_DUTY, zone))
    return found


def _wanted(
    window: Window, user: User, day: date, span: tuple[time, time], part: str, zone: tzinfo
) -> Wanted:
    begins, ends = (datetime.combine(day, clock, zone) for clock in span)
    return Wanted(window, user, begins, ends, part)


def _train(people: Sequence[User], keeper: User, now: datetime) -> None:
    for n, user in enumerate(people):
        if not Training.objects.filter(user=user).exists():
            day = now.date() - timedelta(days=20 + n)
            record_training(user, "窗口服务和一次性告知", day, "4", "合格", keeper, now)


def _pair(people: Sequence[User], keeper: User, now: datetime) -> None:
    for n, user in enumerate(people):
        for post in Post.objects.filter(user=user, until_on=None):
            name_substitute(post, people[(n + 1) % len(people)], by=keeper, at=now)


def _leave(people: Sequence[User], day: date, window: Window, now: datetime) -> None:
    user, other = people[1], people[0]
    zone = calendar_of(window.centre).zone
    begins = datetime.combine(day, time(8, 30), zone)
    posts: dict[Post, User | None] = dict.fromkeys(Post.objects.filter(user=user), other)
    try:
        go_away(user, begins, begins + timedelta(hours=33), "training", posts, by=user, at=now)
    except PeopleError:
        return  # away already, from an earlier run


def _leader(window: Window, monday: date, keeper: User, now: datetime) -> None:
    centre, calendar = window.centre, calendar_of(window.centre)
    roles = leader_roles(standard_for(centre, now.date()))
    names = {a.person.username for a in directory.staff_of(centre, now) if a.role in roles}
    for user in User.objects.filter(username__in=names):
        for week in (0, 1):
            day = calendar.roll(monday + timedelta(days=7 * week + 2))
            known = LeaderDay.objects.filter(centre=centre, user=user, falls_on=day)
            if not known.exists():
                LeaderDay.objects.create(
                    centre=centre,
                    user=user,
                    falls_on=day,
                    starts=time(9),
                    ends=time(11),
                    planned_by=keeper,
                    planned_at=now,
                )


def _rule(plan: RulePlan, now: datetime) -> None:
    window = Window.objects.filter(centre__code=plan.centre).select_related("centre").first()
    if window is None or CentreRule.objects.filter(centre=window.centre, title=plan.title).exists():
        return
    by = User.objects.get(username=plan.filed_by)
    issued = now.date() - timedelta(days=plan.days_ago)
    file_rule(window.centre, plan.title, issued, issued, plan.body, plan.reference, by, now)
