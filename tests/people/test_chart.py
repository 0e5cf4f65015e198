"""The copy of the organisation that each process keeps: cheap to ask, never out of date."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bancheng.people import chart
from bancheng.people.appoint import appoint, disable, end_post
from bancheng.people.establish import change_unit
from bancheng.people.models import Post, Unit, User
from bancheng.people.org_version import token
from bancheng.people.seats import roles_at, unit_by_code, units_of
from tests.people import county as invented
from tests.people.county import County


def elsewhere(script: str, *params: int) -> None:
    """Run SQL over a connection of its own, as another process would."""

    def run() -> None:
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute(script, params)
        finally:
            connections["default"].close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.database
def test_asking_again_costs_one_query(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = county.person("east-hall")
    roles_at(user, "east-hall")
    with django_assert_num_queries(1):
        roles_at(user, "east-hall")


@pytest.mark.database
def test_a_whole_request_asks_once(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = county.person("east-hall")
    roles_at(user, "east-hall")
    with django_assert_num_queries(1), chart.one_request():
        for _ in range(20):
            roles_at(user, "east-hall")
            units_of(user)


@pytest.mark.database
def test_a_request_sees_what_it_changed_itself(county: County) -> None:
    user = county.person("east-hall")
    with chart.one_request():
        assert roles_at(user, "east-hall") == {"window"}
        end_post(Post.objects.get(user=user))
        assert roles_at(user, "east-hall") == frozenset()


@pytest.mark.database
def test_a_change_that_is_taken_back_leaves_no_trace(county: County) -> None:
    user = county.person("east-hall")
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        end_post(Post.objects.get(user=user))
        assert roles_at(user, "east-hall") == frozenset()
        raise ZeroDivisionError
    assert roles_at(user, "east-hall") == {"window"}


@pytest.mark.database
def test_the_token_never_returns_after_a_rollback(county: County) -> None:
    before = token()
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        change_unit(county["east"], name="甲镇")
        lost = token()
        raise ZeroDivisionError
    assert token() == before
    change_unit(county["east"], name="乙镇")
    assert token() not in {before, lost}


@pytest.mark.database
@pytest.mark.parametrize("road", ["save", "update", "delete", "bulk_create", "bulk_update"])
def test_every_road_of_writing_is_noticed(county: County, road: str) -> None:
    user = county.person("east-hall")
    post = Post.objects.get(user=user)
    today = timezone.localdate()
    before = roles_at(user, "east-hall"), token()
    roads: dict[str, Callable[[], object]] = {
        "save": lambda: appoint(user, county["east-office"], "leading_office"),
        "update": lambda: Post.objects.filter(pk=post.pk).update(role="other"),
        "delete": post.delete,
        "bulk_create": lambda: Post.objects.bulk_create(
            [Post(user=user, unit=county["east-office"], role="other", from_on=today)]
        ),
        "bulk_update": lambda: Post.objects.bulk_update(
            [Post(pk=post.pk, user=user, unit=post.unit, role="other", from_on=today)], ["role"]
        ),
    }
    roads[road]()
    assert token() != before[1]
    assert roles_at(user, "east-hall") != before[0]


@pytest.mark.database
def test_many_units_deleted_at_once_are_noticed(county: County) -> None:
    assert unit_by_code("west-village")
    Unit.objects.filter(code="west-village").delete()
    assert "west-village" not in chart.current().units


@pytest.mark.database
def test_signing_in_does_not_turn_the_version(county: County) -> None:
    user, before = county.person("east-hall"), token()
    before = token()
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    assert token() == before
    disable(user)
    assert token() != before


@pytest.mark.database
def test_no_password_is_kept_in_memory(county: County) -> None:
    county.person("east-hall")
    assert not any(hasattr(person, "password") for person in chart.current().people.values())


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_another_process_committed_counts_with_the_next_request() -> None:
    county = invented.build()
    user = county.person("east-hall")
    with chart.one_request():
        assert roles_at(user, "east-hall") == {"window"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM people_orgversion")
        assert cursor.fetchone() == (chart.current().token,)
    elsewhere("DELETE FROM people_post WHERE user_id = %s", user.pk)
    elsewhere("UPDATE people_orgversion SET token = 'another'")
    with chart.one_request():
        assert roles_at(user, "east-hall") == frozenset()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_another_connection_that_ends_a_post_through_this_room_is_noticed() -> None:
    county = invented.build()
    user = county.person("east-hall")
    assert roles_at(user, "east-hall") == {"window"}

    def end() -> None:
        try:
            end_post(Post.objects.get(user=User.objects.get(pk=user.pk)))
        finally:
            connections["default"].close()

    thread = Thread(target=end)
    thread.start()
    thread.join()
    assert roles_at(user, "east-hall") == frozenset()


@pytest.mark.database
def test_an_empty_organisation_answers_too(db: None) -> None:
    assert chart.current().units == {}
    assert roles_at("nobody", "nowhere") == frozenset()
