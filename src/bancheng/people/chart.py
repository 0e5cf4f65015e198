"""组织架构: the organisation in memory, as of one ``org_version``.

Every page asks who may do what at which centre, and the answer hangs on the whole tree. The tree
changes a few times a month, so each process keeps it and pays one query by primary key a request
to learn whether it still holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

from bancheng.people import org_version
from bancheng.people.closure import Closure
from bancheng.people.post import Post
from bancheng.people.shift import Shift
from bancheng.people.unit import Unit
from bancheng.people.user import User

T = TypeVar("T")

SHIFTS_KEPT = timedelta(days=1)
"""Shifts that ended longer ago give nobody a role any more; the rota itself reads the table."""


@dataclass(frozen=True, slots=True)
class Person:
    """What others may know of a user."""

    username: str
    name: str
    phone: str
    active: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """``units`` by code in the order of the tree's lists, everything else by code or user name.

    ``lines``: a unit and all above it, nearest first. Treat units and posts as read-only: other
    threads hold the same objects.
    """

    token: str
    units: Mapping[str, Unit]
    lines: Mapping[str, tuple[Unit, ...]]
    people: Mapping[str, Person]
    posts: Mapping[str, tuple[Post, ...]]
    shifts: Mapping[str, tuple[Shift, ...]]
    closures: Mapping[str, tuple[Closure, ...]]


@dataclass(slots=True)
class _Asked:
    """What this request has learnt of the version, and how many turns it had made before."""

    turns: int
    token: str | None = None


_held: Chart | None = None
_asked: ContextVar[_Asked | None] = ContextVar("asked", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Within: the version is asked for once, unless this request itself changes something."""
    before = _asked.set(_Asked(org_version.turns.get()))
    try:
        yield
    finally:
        _asked.reset(before)


def current() -> Chart:
    """The organisation in force; at most one query unless it changed."""
    global _held  # noqa: PLW0603 - the copy a process keeps; replaced whole, never changed
    token = _current_token()
    held = _held
    if held is None or held.token != token:
        # the token was read first, so a change meanwhile leaves an old token and is seen next time
        _held = held = _read(token)
    return held


def _current_token() -> str:
    asked = _asked.get()
    if asked is None or asked.turns != org_version.turns.get():
        return org_version.token()
    if asked.token is None:
        asked.token = org_version.token()
    return asked.token


def _read(token: str) -> Chart:
    by_id = {unit.pk: unit for unit in Unit.objects.all()}
    people = {
        pk: Person(username, name, phone, active)
        for pk, username, name, phone, active in User.objects.values_list(
            "pk", "username", "name", "phone", "is_active"
        )
    }
    posts: defaultdict[str, list[Post]] = defaultdict(list)
    for post in Post.objects.all():
        post.unit = by_id[post.unit_id]
        posts[people[post.user_id].username].append(post)
    shifts: defaultdict[str, list[Shift]] = defaultdict(list)
    recent = timezone.now() - SHIFTS_KEPT
    for shift in Shift.objects.filter(ends_at__gt=recent).select_related("window"):
        shifts[people[shift.user_id].username].append(shift)
    closures: defaultdict[str, list[Closure]] = defaultdict(list)
    for closure in Closure.objects.all():
        closures[by_id[closure.centre_id].code].append(closure)
    return Chart(
        token=token,
        units={unit.code: unit for unit in by_id.values()},
        lines={unit.code: tuple(_line(unit, by_id)) for unit in by_id.values()},
        people={person.username: person for person in people.values()},
        posts=_tuples(posts),
        shifts=_tuples(shifts),
        closures=_tuples(closures),
    )


def _line(unit: Unit, by_id: Mapping[int, Unit]) -> Iterator[Unit]:
    seen: set[int] = set()
    above: Unit | None = unit
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = by_id[above.parent_id] if above.parent_id is not None else None


def _tuples(lists: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
