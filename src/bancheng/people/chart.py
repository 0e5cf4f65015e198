"""组织架构: the organisation in memory, as of one ``org_version``.

Every page asks who may do what at which centre, and the answer hangs on the whole tree. The tree
changes a few times a month, so each process keeps it and pays one query by primary key a request
to learn whether it still holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TypeVar

from django.utils import timezone

from bancheng.people import org_version
from bancheng.people.absence import Absence, StandIn
from bancheng.people.closure import Closure
from bancheng.people.post import Post
from bancheng.people.shift import Shift
from bancheng.people.unit import Unit
from bancheng.people.user import User

T = TypeVar("T")

BEHIND, AHEAD = timedelta(days=1), timedelta(days=8)
"""Shifts and absences around now, which alone give or take a role. A year's rota of a whole county
would make every copy large; the rota's own pages read the table."""
ONE_DAY = timedelta(days=1)
KEPT_FOR = ONE_DAY
"""After this a copy is read anew although nothing was written, so that what comes is in sight."""


@dataclass(frozen=True, slots=True)
class Person:
    """What others may know of a user."""

    username: str
    name: str
    phone: str
    active: bool
    is_program: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody does the part of ``post`` for its ``holder``, who is away for that time."""

    holder: str
    post: Post
    begins: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Chart:
    """``units`` by code in the order of the tree's lists, everything else by code or user name.

    ``lines``: a unit and all above it, nearest first. ``away`` are the times in which somebody is
    away, ``covers`` the posts of others that somebody does meanwhile; ``stretches`` remembers where
    ``turned_at`` last found itself, ``roles``, ``centres`` and ``around`` what was worked out of
    the rest. Treat units and posts as read-only: other threads hold the same objects.
    """

    token: str
    read_at: datetime
    units: Mapping[str, Unit]
    lines: Mapping[str, tuple[Unit, ...]]
    people: Mapping[str, Person]
    posts: Mapping[str, tuple[Post, ...]]
    shifts: Mapping[str, tuple[Shift, ...]]
    away: Mapping[str, tuple[tuple[datetime, datetime], ...]]
    covers: Mapping[str, tuple[Cover, ...]]
    closures: Mapping[str, tuple[Closure, ...]]
    edges: tuple[datetime, ...]
    stretches: list[tuple[datetime, datetime]] = field(default_factory=list, compare=False)
    roles: dict[tuple[str, str, datetime], frozenset[str]] = field(
        default_factory=dict, compare=False
    )
    centres: dict[tuple[str, datetime], tuple[Unit, ...]] = field(
        default_factory=dict, compare=False
    )
    around: dict[tuple[str, str], tuple[Unit, ...]] = field(default_factory=dict, compare=False)

    def turned_at(self, at: datetime) -> datetime:
        """The last moment up to ``at`` at which time itself gave or took a role: the beginning of
        the day (posts), of a shift or an absence, or their end. Until the next one nothing does.
        """
        for since, until in self.stretches:
            if since <= at < until:
                return since
        since, until = self._stretch(at)
        self.stretches[:] = [(since, until)]  # put there whole: other threads ask too
        return since

    def _stretch(self, at: datetime) -> tuple[datetime, datetime]:
        """From the last turn up to ``at`` to the next one."""
        local = timezone.localtime(at)
        midnight = datetime.combine(local.date(), time.min, local.tzinfo)
        next_day = datetime.combine(local.date() + ONE_DAY, time.min, local.tzinfo)
        known = bisect_right(self.edges, at)
        since = max(midnight, self.edges[known - 1]) if known else midnight
        return since, min([next_day, *self.edges[known : known + 1]])

    def still_good(self, token: str) -> bool:
        """Whether nothing was written since, and what comes next is in sight."""
        return self.token == token and timedelta(0) <= timezone.now() - self.read_at < KEPT_FOR


@dataclass(slots=True)
class _Asked:
    """What this request has learnt of the version, and how many turns it had made before."""

    turns: int
    token: str | None = None
    chart: Chart | None = None


_held: Chart | None = None
_asked: ContextVar[_Asked | None] = ContextVar("asked", default=None)


@contextmanager
def one_request(token: str | None = None) -> Iterator[None]:
    """Within: the version is asked for once, unless this request itself changes something.

    ``token``: the version, where the caller has just read it (``org_version.IN_FORCE``).
    """
    before = _asked.set(_Asked(org_version.turns.get(), token))
    try:
        yield
    finally:
        _asked.reset(before)


def current() -> Chart:
    """The organisation in force; at most one query unless it changed."""
    asked = _asked.get()
    if asked is None or asked.turns != org_version.turns.get():
        return _in_force(org_version.token())
    if asked.chart is None:
        asked.chart = _in_force(org_version.token() if asked.token is None else asked.token)
    return asked.chart


def _in_force(token: str) -> Chart:
    global _held  # noqa: PLW0603 - the copy a process keeps; replaced whole, never changed
    held = _held
    if held is None or not held.still_good(token):
        # the token was read first, so a change meanwhile leaves an old token and is seen next time
        _held = held = _read(token)
    return held


def _read(token: str) -> Chart:
    now = timezone.now()
    by_id = {unit.pk: unit for unit in Unit.objects.all()}
    people = {
        pk: Person(username, name, phone, active, is_program)
        for pk, username, name, phone, active, is_program in User.objects.values_list(
            "pk", "username", "name", "phone", "is_active", "is_program"
        )
    }
    usernames = {pk: person.username for pk, person in people.items()}
    posts: defaultdict[str, list[Post]] = defaultdict(list)
    for post in Post.objects.all():
        post.unit = by_id[post.unit_id]
        posts[usernames[post.user_id]].append(post)
    shifts: defaultdict[str, list[Shift]] = defaultdict(list)
    for shift in Shift.objects.within(now - BEHIND, now + AHEAD).select_related("window"):
        shifts[usernames[shift.user_id]].append(shift)
    closures: defaultdict[str, list[Closure]] = defaultdict(list)
    for closure in Closure.objects.all():
        closures[by_id[closure.centre_id].code].append(closure)
    away = _away(usernames, now)
    covers = _covers(usernames, by_id, now)
    return Chart(
        token=token,
        read_at=now,
        units={unit.code: unit for unit in by_id.values()},
        lines={unit.code: tuple(_line(unit, by_id)) for unit in by_id.values()},
        people={person.username: person for person in people.values()},
        posts=_tuples(posts),
        shifts=_tuples(shifts),
        away=away,
        covers=covers,
        closures=_tuples(closures),
        edges=_edges(shifts, away, covers),
    )


def _away(
    usernames: Mapping[int, str], now: datetime
) -> Mapping[str, tuple[tuple[datetime, datetime], ...]]:
    found: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for absence in Absence.objects.filter(ends_at__gt=now - BEHIND, starts_at__lt=now + AHEAD):
        if absence.starts_at < absence.until:
            found[usernames[absence.user_id]].append((absence.starts_at, absence.until))
    return _tuples(found)


def _covers(
    usernames: Mapping[int, str], units: Mapping[int, Unit], now: datetime
) -> Mapping[str, tuple[Cover, ...]]:
    found: defaultdict[str, list[Cover]] = defaultdict(list)
    near = StandIn.objects.filter(
        absence__ends_at__gt=now - BEHIND, absence__starts_at__lt=now + AHEAD
    )
    for one in near.select_related("absence", "post"):
        one.post.unit = units[one.post.unit_id]
        if one.begins < one.until:
            holder = usernames[one.absence.user_id]
            found[usernames[one.user_id]].append(Cover(holder, one.post, one.begins, one.until))
    return _tuples(found)


def _edges(
    shifts: Mapping[str, Iterable[Shift]],
    away: Mapping[str, Iterable[tuple[datetime, datetime]]],
    covers: Mapping[str, Iterable[Cover]],
) -> tuple[datetime, ...]:
    spans = [(shift.starts_at, shift.until) for each in shifts.values() for shift in each]
    spans += [span for each in away.values() for span in each]
    spans += [(cover.begins, cover.until) for each in covers.values() for cover in each]
    return tuple(sorted({moment for span in spans for moment in span}))


def _line(unit: Unit, by_id: Mapping[int, Unit]) -> Iterator[Unit]:
    seen: set[int] = set()
    above: Unit | None = unit
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = by_id[above.parent_id] if above.parent_id is not None else None


def _tuples(lists: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
