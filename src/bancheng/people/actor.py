"""Who acts, in the words of the core: a user name, a unit, and the roles held at one centre."""

from __future__ import annotations

from datetime import datetime

from bancheng.core.actor import Actor
from bancheng.people.post import Post
from bancheng.people.seats import posts_at, roles_at
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User


def actor_for(
    user: User, centre: Unit | str, *, unit: str | None = None, at: datetime | None = None
) -> Actor:
    """The person as an actor at a centre, now or ``at``; without a post there, one without roles.

    Who sits in several units acts for ``unit`` if it is one of them (two name plates on one door
    are common in townships); otherwise for a department before a window or body, because it
    is the department that a case is given to.
    """
    posts = sorted(posts_at(user, centre, at), key=lambda post: _preference(post, unit))
    return Actor(
        user=user.username,
        unit=posts[0].unit.code if posts else None,
        roles=roles_at(user, centre, at),
    )


def _preference(post: Post, unit: str | None) -> tuple[bool, bool]:
    return post.unit.code != unit, post.unit.form != Form.DEPARTMENT
