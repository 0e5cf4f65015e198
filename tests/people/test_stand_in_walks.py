"""Random weeks of leave: at no moment has a substitute a role outside the absence, nor the role of
a centre where the absent colleague has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from bancheng.people import counting
from bancheng.people.appoint import disable, end_post
from bancheng.people.away import candidates, come_back, go_away, stand_in
from bancheng.people.chart import current, one_request
from bancheng.people.errors import PeopleError
from bancheng.people.establish import open_window
from bancheng.people.models import Absence, Post, User
from bancheng.people.rota import put_on_shift
from bancheng.people.seats import roles_at
from tests.people import county as invented
from tests.people.county import County

pytestmark = pytest.mark.database

HALLS = ("city-hall", "county-hall", "east-hall", "west-hall")
SEATS = (
    ("east-hall", "window"),
    ("east-hall", "window"),
    ("east-hall", "centre"),
    ("east-office", "leading_office"),
    ("west-hall", "window"),
    ("county-hall", "window"),
    ("county-supervision", "supervision"),
    ("county-labour", "department"),
    ("city-police", "department"),
)
TICK = timedelta(microseconds=1)


@dataclass
class Told:
    """What was arranged, in the walk's own words: never read back from the tables."""

    away: dict[int, tuple[str, datetime, datetime]] = field(default_factory=dict)
    covers: list[tuple[int, Post, str, datetime, datetime]] = field(default_factory=list)

    def ends(self, key: int, at: datetime) -> None:
        """An absence ends, and with it all that hangs on it."""
        username, begins, ends = self.away[key]
        self.away[key] = (username, begins, min(ends, at))

    def may(self, username: str, centre: str, at: datetime) -> set[str]:
        """The roles that standing in may give at most."""
        chart, roles = current(), set()
        for key, post, substitute, begins, ends in self.covers:
            holder, away_from, away_until = self.away[key]
            during = max(begins, away_from) <= at < min(ends, away_until)
            if substitute == username and during and post.role in _own(holder, centre, at):
                held = counting.posts_at_centre(chart, holder, centre, at)
                roles |= {p.role for p in held if p.pk == post.pk}
                roles |= _own(holder, centre, at) & {"shift_leader"}
        return roles

    def moments(self) -> list[datetime]:
        """Every edge, the moment before it and the one after."""
        edges = {m for _, begins, ends in self.away.values() for m in (begins, ends)}
        edges |= {m for *_, begins, ends in self.covers for m in (begins, ends)}
        return sorted(m + step for m in edges for step in (-TICK, timedelta(0), TICK))


def _own(username: str, centre: str, at: datetime) -> set[str]:
    chart = current()
    if not counting.posts_at_centre(chart, username, centre, at):
        return set()
    own = next(p for p in counting.parts_at_centre(chart, username, centre, at) if not p.holder)
    return set(own.roles)


def walk(county: County, chance: Random) -> tuple[Told, list[User]]:
    """Forty arrangements, each as it comes; some are refused."""
    people = [county.person(unit, role) for unit, role in SEATS]
    window, told = open_window(county["east-hall"], "一号窗", "一楼"), Told()
    start = timezone.now()
    put_on_shift(window, people[0], start, start + timedelta(hours=20), "shift_leader")
    for _ in range(40):
        now = start + timedelta(hours=chance.uniform(0, 60))
        try:
            _one(chance, people, told, now)
        except PeopleError:
            continue
    return told, people


def _one(chance: Random, people: list[User], told: Told, now: datetime) -> None:
    if told.away and chance.random() < 0.3:
        absence = Absence.objects.get(pk=chance.choice(sorted(told.away)))
        if chance.random() < 0.5:
            come_back(absence, by=absence.user, at=now)
            told.ends(absence.pk, now)
            return
        post = Post.objects.get(user=absence.user)
        _cover(chance, told, absence, post, now)
        return
    user = chance.choice(people)
    begins = now + timedelta(hours=chance.choice((0, 1, 5)))
    ends = begins + timedelta(hours=chance.choice((1, 6, 30)))
    absence = go_away(user, begins, ends, "leave", {}, by=user, at=now)
    told.away[absence.pk] = (user.username, begins, ends)
    for post in Post.objects.filter(user=user):
        _cover(chance, told, absence, post, now)


def _cover(chance: Random, told: Told, absence: Absence, post: Post, now: datetime) -> None:
    who = chance.choice(candidates(post, timezone.now()) or [absence.user])
    stand_in(absence, post, who, by=absence.user, at=now)
    told.covers = [
        (key, p, s, begins, min(ends, now) if (key, p.pk) == (absence.pk, post.pk) else ends)
        for key, p, s, begins, ends in told.covers
    ]
    told.covers.append((absence.pk, post, who.username, now, absence.ends_at))


@pytest.mark.parametrize("seed", range(6))
def test_no_substitute_has_a_role_outside_the_absence_or_at_another_centre(
    db: None, seed: int
) -> None:
    chance = Random(seed)
    county = invented.build()
    told, people = walk(county, chance)
    if seed % 2:
        disable(people[chance.randrange(len(people))])
        end_post(Post.objects.get(user=people[chance.randrange(len(people))]))
    given = 0
    with one_request():
        for at in told.moments():
            for person in people:
                for centre in HALLS:
                    own = _own(person.username, centre, at)
                    beyond = roles_at(person, centre, at) - own
                    assert beyond <= told.may(person.username, centre, at), (at, person, centre)
                    given += bool(beyond)
    assert given, "a walk in which nobody stands in for anybody shows nothing"
