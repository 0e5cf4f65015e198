"""Where a post counts: the rules of ``seats``, as pure functions of the organisation's chart.

A post counts at centre C when its unit is C, stands below C (a village station, a department of
the hall), or is a department or body hanging on a region that C lies in. It never counts at a
neighbour. An administrator's posts count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from bancheng.people.chart import Chart
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.shift import ON_DUTY
from bancheng.people.unit import Form, Unit

SERVING_A_REGION = frozenset({Form.DEPARTMENT, Form.BODY})


def centre_above(chart: Chart, unit: str) -> Unit | None:
    """The unit itself if it is a centre, or the nearest centre it stands under."""
    line = chart.lines.get(unit, ())
    return next((above for above in line if above.form == Form.CENTRE), None)


def serves(chart: Chart, unit: Unit, centre: str) -> bool:
    """Whether the people of a unit have their roles at this centre."""
    above = centre_above(chart, unit.code)
    if above is not None:
        return above.code == centre
    return unit.form in SERVING_A_REGION and any(
        region.pk == unit.parent_id for region in regions_of(chart, centre)
    )


def regions_of(chart: Chart, unit: str) -> list[Unit]:
    """The regions a unit lies in, the smallest first."""
    return [above for above in chart.lines.get(unit, ()) if above.form == Form.REGION]


def halls_in(chart: Chart, region: Unit) -> Iterator[Unit]:
    """The centres in use that belong to this region itself."""
    return (
        unit
        for unit in chart.units.values()
        if unit.form == Form.CENTRE and unit.active and unit.parent_id == region.pk
    )


def posts_in_force(chart: Chart, username: str, at: datetime) -> list[Post]:
    """All posts of a person on the day of ``at``; none for whoever has left."""
    person = chart.people.get(username)
    if person is None or not person.active:
        return []
    on = timezone.localdate(at)
    return [post for post in chart.posts.get(username, ()) if post.in_force(on)]


def case_posts(chart: Chart, username: str, at: datetime) -> list[Post]:
    """Nobody is administrator and has part in cases at once, whatever the table says."""
    posts = posts_in_force(chart, username, at)
    return [] if any(post.role == ADMINISTRATOR for post in posts) else posts


def posts_at_centre(chart: Chart, username: str, centre: str, at: datetime) -> list[Post]:
    """The posts of a person that count at a centre."""
    return [post for post in case_posts(chart, username, at) if serves(chart, post.unit, centre)]


def roles_at_centre(chart: Chart, username: str, centre: str, at: datetime) -> frozenset[str]:
    """By post, and by the shift being stood (SC-8.2); a shift alone, without a post, gives none."""
    posts = posts_at_centre(chart, username, centre, at)
    if not posts:
        return frozenset()
    hall = chart.units[centre].pk
    stood = {
        shift.part
        for shift in chart.shifts.get(username, ())
        if shift.part != ON_DUTY
        and shift.starts_at <= at < shift.ends_at
        and shift.window.centre_id == hall
    }
    return frozenset({post.role for post in posts} | stood)
