"""谁排班: who writes the rota of a hall, who may lead a shift, who may arrange an absence.

The standard names the roles (``rota``), a centre may name others in its settings, and the
administrator of the hall always may: somebody must be able to write the first one.
"""

from __future__ import annotations

from datetime import date, datetime

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.standard.standard import Standard
from bancheng.people import counting, seats
from bancheng.people.attendance import open_sessions
from bancheng.people.away import gives_nothing_new, substitute_of
from bancheng.people.chart import current
from bancheng.people.hall_hours import Session
from bancheng.people.post import Post
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User
from bancheng.people.window import Window

SETTING = "rota_kept_by"
"""The centre's setting: a list of role names, in place of the standard's."""


def keepers(centre: Unit, standard: Standard) -> frozenset[str]:
    """The roles that write the rota of a hall."""
    chosen = centre.settings.get(SETTING)
    if isinstance(chosen, list) and chosen:
        return frozenset(str(role) for role in chosen) & standard.roles.keys()
    return frozenset(standard.rota.kept_by if standard.rota else ())


def keeps_rota(user: User, centre: Unit, at: datetime) -> bool:
    """Whether a person may write the rota of a hall now, be it for the time of a shift they lead
    or in the place of a colleague who is away."""
    if any(unit.pk == centre.pk for unit in seats.administered_by(user, at)):
        return True
    standard = standard_for(centre, at.date())
    return bool(keepers(centre, standard) & seats.roles_at(user, centre, at))


def halls_of(user: User, at: datetime) -> list[Unit]:
    """The halls whose rota a person may read: where they have a role, or look after."""
    found = seats.centres_of(user, at)
    known = {unit.pk for unit in found}
    found += [
        unit
        for unit in seats.administered_by(user, at)
        if unit.form == Form.CENTRE and unit.active and unit.pk not in known
    ]
    return found


def parts_to_lead(centre: Unit, on: date) -> dict[str, str]:
    """The parts somebody can have in a shift beyond standing there, with what they are called."""
    standard = standard_for(centre, on)
    led_by = standard.rota.led_by if standard.rota else None
    return {led_by: standard.roles[led_by].label} if led_by else {}


def sessions_of(window: Window, centre: Unit, day: date) -> list[Session]:
    """When a window is open on a day; not at all on a day the hall does not work."""
    calendar = calendar_of(centre)
    if not window.active or not calendar.works(day):
        return []
    return open_sessions(window, [str(session) for session in calendar.hours.on(day)])


def may_arrange(user: User, post: Post, at: datetime) -> bool:
    """Whether a person may say who stands in for a post: the hall's rota keepers for those who
    work in the hall, an administrator for every unit they look after."""
    chart = current()
    unit = next((u for u in chart.units.values() if u.pk == post.unit_id), None)
    if unit is None:
        return False
    if any(each.pk == unit.pk for each in seats.administered_by(user, at)):
        return True
    hall = counting.centre_above(chart, unit.code)
    return hall is not None and keeps_rota(user, hall, at)


def may_name(user: User, post: Post, substitute: User, at: datetime) -> bool:
    """Whether ``user`` may have ``substitute`` stand in for a post. For one's own post whoever was
    named for it, or whoever has the same role there anyway: that gives nobody a new right."""
    if may_arrange(user, post, at):
        return True
    named = substitute_of(post)
    is_named = named is not None and named.pk == substitute.pk
    return post.user_id == user.pk and (is_named or gives_nothing_new(post, substitute, at))
