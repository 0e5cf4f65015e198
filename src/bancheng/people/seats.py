"""职责与机构: which roles a person has at a centre, and which units stand around it.

The rules are in ``counting``; here they are asked of the organisation in force. Reading and acting
stop where responsibility stops: a post at another centre never counts.

``at`` is the moment asked about; left out, it is now. Units are given as ``Unit`` or code, people
as ``User`` or user name; an unknown one has no roles.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bancheng.people import counting
from bancheng.people.chart import current
from bancheng.people.counting import Part
from bancheng.people.errors import PeopleError
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User


def unit_by_code(code: str) -> Unit:
    """The unit with this code. ``PeopleError`` if there is none."""
    unit = current().units.get(code)
    if unit is None:
        raise PeopleError(f"没有代码为“{code}”的机构，请在机构设置里核对。", "unit")
    return unit


def centre_of(unit: Unit | str) -> Unit | None:
    """The centre a unit belongs to: itself, the nearest above, or the hall of its own region."""
    chart = current()
    within = counting.centre_above(chart, _code(unit))
    if within is not None:
        return within
    regions = counting.regions_of(chart, _code(unit))
    return next(counting.halls_in(chart, regions[0]), None) if regions else None


def roles_at(user: User | str, centre: Unit | str, at: datetime | None = None) -> frozenset[str]:
    """The role names a person holds at a centre: by post, by the shift being stood, and in the
    place of a colleague who is away."""
    chart = current()
    asked = (_username(user), _code(centre), chart.turned_at(at or timezone.now()))
    known = chart.roles.get(asked)
    if known is None:
        known = chart.roles[asked] = counting.roles_at_centre(chart, *asked)
    return known


def parts_at(user: User | str, centre: Unit | str, at: datetime | None = None) -> list[Part]:
    """The same apart: their own part, then one for each colleague they stand in for."""
    return counting.parts_at_centre(current(), _username(user), _code(centre), at or timezone.now())


def posts_at(user: User | str, centre: Unit | str, at: datetime | None = None) -> list[Post]:
    """The posts of a person that count at a centre, the longest held first; their own only."""
    return counting.posts_at_centre(current(), _username(user), _code(centre), at or timezone.now())


def posts_of(user: User | str, at: datetime | None = None) -> list[Post]:
    """The posts of a person in cases, wherever they count; none of an administrator."""
    return counting.case_posts(current(), _username(user), at or timezone.now())


def units_of(user: User | str, at: datetime | None = None) -> frozenset[str]:
    """The codes of the units a person works at, also in the place of a colleague who is away (not
    those an administrator looks after)."""
    posts = counting.all_posts(current(), _username(user), at or timezone.now())
    return frozenset(post.unit.code for post in posts)


def own_units_of(user: User | str, at: datetime | None = None) -> frozenset[str]:
    """The codes of the units a person works at by posts of their own."""
    posts = counting.case_posts(current(), _username(user), at or timezone.now())
    return frozenset(post.unit.code for post in posts)


def stands_in_for(user: User | str, at: datetime | None = None) -> list[str]:
    """The user names of the colleagues a person stands in for."""
    covers = counting.covered(current(), _username(user), at or timezone.now())
    return list(dict.fromkeys(cover.holder for cover in covers))


def is_away(user: User | str, at: datetime | None = None) -> bool:
    """Whether a person is on leave or out."""
    return counting.is_away(current(), _username(user), at or timezone.now())


def centres_of(user: User | str, at: datetime | None = None) -> list[Unit]:
    """The centres at which a person has a role, in the order of the tree's lists."""
    chart = current()
    asked = (_username(user), chart.turned_at(at or timezone.now()))
    known = chart.centres.get(asked)
    if known is None:  # worked out once: a city has many centres, and a page asks a dozen times
        posts = counting.all_posts(chart, *asked)
        known = chart.centres[asked] = tuple(
            unit
            for unit in chart.units.values()
            if unit.form == Form.CENTRE
            and any(counting.serves(chart, post.unit, unit.code) for post in posts)
        )
    return list(known)


def is_administrator(user: User | str, at: datetime | None = None) -> bool:
    """Whether a person looks after units, people and settings."""
    posts = counting.posts_in_force(current(), _username(user), at or timezone.now())
    return any(post.role == ADMINISTRATOR for post in posts)


def administered_by(user: User | str, at: datetime | None = None) -> list[Unit]:
    """The units a person looks after as administrator: where the post is, and all below it."""
    chart = current()
    posts = counting.posts_in_force(chart, _username(user), at or timezone.now())
    roots = {post.unit_id for post in posts if post.role == ADMINISTRATOR}
    return [u for u in chart.units.values() if roots & {above.pk for above in chart.lines[u.code]}]


def handling_units(centre: Unit | str) -> list[Unit]:
    """The departments a case of this centre can be given to, the nearest first."""
    return _around(centre, Form.DEPARTMENT)


def bodies(centre: Unit | str) -> list[Unit]:
    """The leading group, its office, the supervision … that serve this centre, nearest first."""
    return _around(centre, Form.BODY)


def stations(centre: Unit | str) -> list[Unit]:
    """村（社区）便民服务站: the stations under this centre, which follow its standard (SC-1)."""
    return _around(centre, Form.STATION)


def upper_centre(centre: Unit | str) -> Unit | None:
    """The hall a case is sent up to: that of the nearest region above the centre's own."""
    chart = current()
    regions = counting.regions_of(chart, _code(centre))
    return next((h for region in regions[1:] for h in counting.halls_in(chart, region)), None)


def has_centres_below(centre: Unit | str) -> bool:
    """Whether another centre in use sends its cases up to this one."""
    code = _code(centre)
    below = (u for u in current().units.values() if u.form == Form.CENTRE and u.active)
    return any((upper := upper_centre(unit)) is not None and upper.code == code for unit in below)


def _around(centre: Unit | str, form: Form) -> list[Unit]:
    chart = current()
    asked = (_code(centre), form)
    known = chart.around.get(asked)
    if known is None:
        distance = {above.pk: n for n, above in enumerate(chart.lines.get(asked[0], ()))}
        found = [
            unit
            for unit in chart.units.values()
            if unit.form == form and unit.active and counting.serves(chart, unit, asked[0])
        ]
        nearest = sorted(found, key=lambda unit: distance.get(unit.parent_id or 0, 0))
        known = chart.around[asked] = tuple(nearest)
    return list(known)


def _code(unit: Unit | str) -> str:
    return unit if isinstance(unit, str) else unit.code


def _username(user: User | str) -> str:
    return user if isinstance(user, str) else user.username
