"""Sets up the units and people of a demonstration; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bancheng.casework import rota_keeping
from bancheng.cli.demonstration.plan import CentrePlan, PersonPlan, UnitPlan, WindowPlan
from bancheng.people.appoint import appoint, create_user
from bancheng.people.errors import PeopleError
from bancheng.people.establish import create_unit, open_window
from bancheng.people.post import Post
from bancheng.people.rota import put_on_shift
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window

OPENS, TURNS, CLOSES = time(0, 0), time(12, 30), time(23, 59)
STILL_OPEN = timedelta(hours=2)  # so that a try-out does not lose its staff half-way
IN_POST_FOR = timedelta(days=400)  # longer than any case of a demonstration is old


def settle(plan: CentrePlan, password: str | None, now: datetime) -> None:
    """Units, windows, people, posts and today's shifts. Without a password nobody can sign in."""
    with transaction.atomic():
        for unit in plan.units:
            _unit(unit)
        for person in plan.people:
            _person(person, now)
        if password:
            _let_in([person.username for person in plan.people], password)
        for window in plan.windows:
            _window(window, now)


def _unit(plan: UnitPlan) -> None:
    known = Unit.objects.filter(code=plan.code).first()
    if known is not None:
        _hang_below(known, plan)
        return
    parent = Unit.objects.get(code=plan.parent) if plan.parent else None
    details = plan.model_dump(exclude={"code", "name", "form", "parent"})
    create_unit(plan.code, plan.name, plan.form, parent, **details)


def _hang_below(unit: Unit, plan: UnitPlan) -> None:
    """A demonstration set up before its region had a level above gets that level now."""
    if plan.parent and unit.parent_id is None:
        unit.parent = Unit.objects.get(code=plan.parent)
        unit.save()


def _person(plan: PersonPlan, now: datetime) -> None:
    user = User.objects.filter(username=plan.username).first()
    if user is None:
        user = create_user(plan.username, plan.name, None, plan.phone, must_change_password=False)
    for post in plan.posts:
        if not Post.objects.filter(user=user, unit__code=post.unit, role=post.role).exists():
            began = (now - IN_POST_FOR).date()
            appoint(user, Unit.objects.get(code=post.unit), post.role, began)


def _let_in(usernames: Sequence[str], password: str) -> None:
    """One hash for all invented people: forty of them would take longer than all their cases."""
    first = User.objects.get(username=usernames[0])
    hashed = first.password if first.check_password(password) else make_password(password)
    User.objects.filter(username__in=usernames).update(password=hashed)


def _window(plan: WindowPlan, now: datetime) -> None:
    centre = Unit.objects.get(code=plan.centre)
    window = Window.objects.filter(centre=centre, name=plan.name).first()
    if window is None:
        window = open_window(centre, plan.name, plan.place, phone=plan.phone)
    for days in (0, 1):
        day = now + timedelta(days=days)
        for username, (begins, ends) in zip(plan.staff, _spans(window, plan, day), strict=False):
            user = User.objects.get(username=username)
            try:
                put_on_shift(window, user, _clock(day, begins), _clock(day, ends))
            except PeopleError:
                continue  # stands there already, from an earlier run


def _spans(window: Window, plan: WindowPlan, day: datetime) -> list[tuple[time, time]]:
    """Both stand there while the hall is open. Whoever tries the program at night or on a Sunday
    finds somebody as well: then the two share the whole day."""
    sessions = rota_keeping.sessions_of(window, window.centre, day.date())
    if sessions:
        opens, closes = sessions[0][0], sessions[-1][1]
        if _clock(day, opens) <= day <= _clock(day, closes) - STILL_OPEN:
            return [(opens, closes)] * len(plan.staff)
    return [(OPENS, TURNS), (TURNS, CLOSES)] if len(plan.staff) > 1 else [(OPENS, CLOSES)]


def _clock(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)
