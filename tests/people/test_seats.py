"""职责: a post counts where responsibility lies, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bancheng.core.actor import Actor
from bancheng.people.actor import actor_for
from bancheng.people.appoint import appoint, disable, end_post
from bancheng.people.directory import holders, name_of, staff_of
from bancheng.people.models import ADMINISTRATOR, Post
from bancheng.people.seats import centres_of, is_administrator, roles_at, units_of
from tests.people.county import County

pytestmark = pytest.mark.database

HALLS = ("city-hall", "county-hall", "east-hall", "west-hall")


def halls_with_a_role(county: County, unit: str, role: str) -> list[str]:
    user = county.person(unit, role)
    found = [hall for hall in HALLS if roles_at(user, hall)]
    assert all(roles_at(user, hall) == {role} for hall in found)
    assert sorted(centre.code for centre in centres_of(user)) == found
    return found


@pytest.mark.parametrize(
    ("unit", "role", "halls"),
    [
        ("east-hall", "window", ["east-hall"]),
        ("county-hall", "window", ["county-hall"]),
        ("city-hall", "window", ["city-hall"]),
        ("east-village", "window", ["east-hall"]),
        ("east-office", "leading_office", ["east-hall"]),
        ("east-farming", "department", ["east-hall"]),
        ("county-labour", "department", ["county-hall", "east-hall", "west-hall"]),
        ("county-supervision", "supervision", ["county-hall", "east-hall", "west-hall"]),
        ("city-police", "department", list(HALLS)),
    ],
)
def test_a_post_counts_at_exactly_these_centres(
    county: County, unit: str, role: str, halls: list[str]
) -> None:
    assert halls_with_a_role(county, unit, role) == halls


def test_an_administrator_has_no_role_in_any_case(county: County) -> None:
    for unit in ("city", "county", "east-hall"):
        assert halls_with_a_role(county, unit, ADMINISTRATOR) == []


def test_an_administrator_has_no_role_even_where_a_row_says_otherwise(county: County) -> None:
    user = county.person("county", ADMINISTRATOR)
    Post.objects.create(
        user=user, unit=county["east-hall"], role="window", from_on=timezone.localdate()
    )
    assert is_administrator(user)
    assert roles_at(user, "east-hall") == frozenset()
    assert units_of(user) == frozenset()
    assert actor_for(user, "east-hall").roles == frozenset()


def test_a_clerk_is_no_administrator(county: County) -> None:
    assert not is_administrator(county.person("east-hall"))


def test_roles_of_several_posts_add_up(county: County) -> None:
    user = county.person("east-hall", "window")
    appoint(user, county["east-farming"], "department")
    assert roles_at(user, "east-hall") == {"window", "department"}
    assert units_of(user) == {"east-hall", "east-farming"}


def test_an_ended_post_does_not_count_any_more(county: County) -> None:
    user = county.person("east-hall")
    end_post(Post.objects.get(user=user))
    assert roles_at(user, "east-hall") == frozenset()
    assert units_of(user) == frozenset()


def test_a_post_counts_from_its_first_day_up_to_its_last(county: County) -> None:
    user, now = county.person(), timezone.now()
    today = timezone.localdate(now)
    appoint(user, county["east-hall"], "window", today, today + timedelta(days=2))
    on = {day: bool(roles_at(user, "east-hall", now + timedelta(days=day))) for day in range(-1, 3)}
    assert on == {-1: False, 0: True, 1: True, 2: False}


def test_who_has_left_has_no_role(county: County) -> None:
    user = county.person("east-hall")
    disable(user)
    assert roles_at(user, "east-hall") == frozenset()
    assert name_of(user.username) == user.name


def test_an_unknown_person_or_centre_has_no_role(county: County) -> None:
    assert roles_at("nobody", "east-hall") == frozenset()
    assert roles_at(county.person("east-hall"), "nowhere") == frozenset()
    assert name_of("nobody") == "nobody"


def test_a_clerk_acts_for_the_centre_and_a_department_for_itself(county: County) -> None:
    clerk = county.person("east-hall", "window")
    officer = county.person("county-labour", "department")
    assert actor_for(clerk, county["east-hall"]).unit == "east-hall"
    actor = actor_for(officer, county["east-hall"])
    assert actor == Actor(officer.username, "county-labour", frozenset({"department"}))


def test_whoever_has_no_post_there_is_an_actor_without_roles(county: County) -> None:
    actor = actor_for(county.person("west-hall"), "east-hall")
    assert (actor.unit, actor.roles) == (None, frozenset())


def test_who_sits_in_two_departments_may_say_for_which_one_acts(county: County) -> None:
    user = county.person("east-hall", "window")
    appoint(user, county["county-labour"], "department")
    appoint(user, county["east-farming"], "department")
    assert actor_for(user, "east-hall").unit == "county-labour"
    assert actor_for(user, "east-hall", unit="east-farming").unit == "east-farming"
    assert actor_for(user, "east-hall", unit="west-farming").unit == "county-labour"


@pytest.mark.clause("SC-6.2.1")
def test_the_staff_list_shows_each_appointment_that_counts_here(county: County) -> None:
    clerk, officer = county.person("east-hall"), county.person("county-labour", "department")
    county.person("west-hall")
    lines = [(line.person.name, line.unit.code, line.role) for line in staff_of("east-hall")]
    assert sorted(lines) == sorted(
        [
            (clerk.name, "east-hall", "window"),
            (officer.name, "county-labour", "department"),
        ]
    )


@pytest.mark.clause("SC-6.2.1")
def test_the_staff_list_of_a_past_day_still_shows_whoever_was_there(county: County) -> None:
    user, now = county.person(), timezone.now()
    post = appoint(user, county["east-hall"], "window", timezone.localdate() - timedelta(days=9))
    end_post(post)
    assert staff_of("east-hall") == []
    assert [line.person.name for line in staff_of("east-hall", now - timedelta(days=3))] == [
        user.name
    ]


def test_holders_of_a_role_are_found_also_from_above(county: County) -> None:
    inspector = county.person("county-supervision", "supervision")
    county.person("east-hall", "window")
    assert [found.username for found in holders("west-hall", "supervision")] == [inspector.username]
