"""Who acts, in the words of the core: a user name, a unit, and the roles held at one centre."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from bancheng.core.actor import Actor
from bancheng.people.chart import current
from bancheng.people.counting import Part
from bancheng.people.post import Post
from bancheng.people.seats import parts_at
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User


def actor_for(
    user: User, centre: Unit | str, *, unit: str | None = None, at: datetime | None = None
) -> Actor:
    """The person as an actor at a centre, now or ``at``; without a post there, one without roles.

    Who sits in several units acts for ``unit`` if it is one of them (two name plates on one door
    are common in townships); otherwise for a department before a window or body, because it
    is the department that a case is given to. Whoever is away is stood in for by an actor of its
    own each (``stand_ins``), so that an act says in whose place it was done.
    """
    chart, code = current(), centre if isinstance(centre, str) else centre.code
    since = chart.turned_at(at or timezone.now())
    return _actor_since(chart.token, user.username, code, unit, since)


@lru_cache(maxsize=512)
def _actor_since(
    organisation: str, username: str, centre: str, unit: str | None, since: datetime
) -> Actor:
    """Worked out once for each state of the organisation: between two moments at which time gives
    or takes a role (``turned_at``) nothing changes."""
    del organisation  # part of the key
    parts = parts_at(username, centre, since)
    own = next((part for part in parts if part.holder is None), None)
    actor = _actor(username, own, unit) if own else Actor(username, None, frozenset())
    others = tuple(_actor(username, part, unit) for part in parts if part.holder is not None)
    return replace(actor, stand_ins=others) if others else actor


def _actor(username: str, part: Part, unit: str | None) -> Actor:
    first = min(part.posts, key=lambda post: _preference(post, unit))
    return Actor(username, first.unit.code, part.roles, substitute_for=part.holder)


def _preference(post: Post, unit: str | None) -> tuple[bool, bool]:
    return post.unit.code != unit, post.unit.form != Form.DEPARTMENT
