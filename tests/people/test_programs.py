"""接口账号: a program holds a post like anybody, and nobody is offered it as a colleague."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.people.appoint import appoint, create_user, disable
from bancheng.people.away import candidates
from bancheng.people.directory import holders, name_of, staff_of
from bancheng.people.leaving import leavers
from bancheng.people.models import Post, User
from bancheng.people.seats import roles_at
from tests.people.county import County

pytestmark = pytest.mark.database


def program(county: County) -> User:
    """A hotline's account with a post at the hall of the east."""
    user = create_user("api.hotline", "热线平台", must_change_password=False, is_program=True)
    appoint(user, county["east-hall"], "window")
    return user


def test_its_post_gives_it_what_a_post_gives(county: County) -> None:
    assert roles_at(program(county), "east-hall") == {"window"}
    assert name_of("api.hotline") == "热线平台"


def test_it_stands_in_no_list_of_people(county: County) -> None:
    clerk = county.person("east-hall", "window")
    program(county)
    assert [line.person.username for line in staff_of("east-hall")] == [clerk.username]
    assert [person.username for person in holders("east-hall", "window")] == [clerk.username]


def test_it_stands_in_for_nobody(county: County) -> None:
    clerk, colleague = (county.person("east-hall", "window") for _ in range(2))
    program(county)
    found = candidates(Post.objects.get(user=clerk), timezone.now())
    assert [user.username for user in found] == [colleague.username]


def test_what_it_registered_is_handed_on_when_it_ends(county: County) -> None:
    user = program(county)
    disable(user)
    found = leavers(county["east-hall"], timezone.now())
    assert [one.username for one in found] == [user.username]
