"""Where a post counts: the rules of ``seats``, as pure functions of the organisation's chart.

A post counts at centre C when its unit is C, stands below C (a village station, a department of
the hall), or is a department or body hanging on a region that C lies in. It never counts at a
neighbour. An administrator's posts count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bancheng.people.chart import Chart, Cover
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
    """The posts of a person that count at a centre; their own, not those they stand in for."""
    return [post for post in case_posts(chart, username, at) if serves(chart, post.unit, centre)]


def is_away(chart: Chart, username: str, at: datetime) -> bool:
    """Whether a person is on leave or out."""
    return any(begins <= at < until for begins, until in chart.away.get(username, ()))


def covered(chart: Chart, username: str, at: datetime) -> list[Cover]:
    """The posts of others that a person does at this moment, because the holder is away.

    Nobody stands in who is away too, has left, or is administrator; nobody for somebody whose post
    is over; and what somebody does for another is not handed on with their own absence (a chain
    A→B→C would give C what nobody gave them).
    """
    person = chart.people.get(username)
    covers = chart.covers.get(username, ())
    if not covers or person is None or not person.active or is_away(chart, username, at):
        return []
    if any(post.role == ADMINISTRATOR for post in posts_in_force(chart, username, at)):
        return []
    return [
        cover
        for cover in covers
        if cover.begins <= at < cover.until
        and cover.post.pk in {post.pk for post in case_posts(chart, cover.holder, at)}
    ]


def all_posts(chart: Chart, username: str, at: datetime) -> list[Post]:
    """Their own posts in cases, and those they stand in for."""
    own = case_posts(chart, username, at)
    return own + [cover.post for cover in covered(chart, username, at)]


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody may do at a centre: by their own posts (``holder`` None), or in the place of
    one colleague who is away."""

    holder: str | None
    posts: tuple[Post, ...]
    roles: frozenset[str]


def parts_at_centre(chart: Chart, username: str, centre: str, at: datetime) -> list[Part]:
    """Their own part first, then one for each colleague they stand in for there.

    A shift led by whoever is away is led by whoever stands in.
    """
    own = posts_at_centre(chart, username, centre, at)
    parts = []
    if own:
        roles = {post.role for post in own} | _parts_stood(chart, username, centre, at)
        parts.append(Part(None, tuple(own), frozenset(roles)))
    stood: dict[str, list[Post]] = {}
    for cover in covered(chart, username, at):
        if serves(chart, cover.post.unit, centre):
            stood.setdefault(cover.holder, []).append(cover.post)
    for holder, posts in stood.items():
        roles = {post.role for post in posts} | _parts_stood(chart, holder, centre, at)
        parts.append(Part(holder, tuple(posts), frozenset(roles)))
    return parts


def roles_at_centre(chart: Chart, username: str, centre: str, at: datetime) -> frozenset[str]:
    """By post, by the shift being stood (SC-8.2), and in the place of whoever is away; a shift
    alone, without a post, gives none."""
    parts = parts_at_centre(chart, username, centre, at)
    return frozenset(role for part in parts for role in part.roles)


def _parts_stood(chart: Chart, username: str, centre: str, at: datetime) -> set[str]:
    hall = chart.units[centre].pk
    return {
        shift.part
        for shift in chart.shifts.get(username, ())
        if shift.part != ON_DUTY and shift.lasts(at) and shift.window.centre_id == hall
    }
