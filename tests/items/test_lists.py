"""谁的事项库给谁用: whose list serves whom, who reads it, and who keeps it, by the tree."""

from __future__ import annotations

import pytest

from bancheng.items.departments import departments_near
from bancheng.items.lists import keepable, list_of, readable, serving
from bancheng.people.models import Unit, User
from tests.people.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.clause("SC-8.3.2")]


@pytest.fixture
def county(county: County) -> County:
    """The invented county under a standard that is there."""
    Unit.objects.filter(standard="some-standard").update(standard="guilin-xiufeng")
    return county


def codes(units: list[Unit]) -> set[str]:
    return {unit.code for unit in units}


def person(county: County, unit: str, role: str) -> User:
    return county.person(unit, role)


def test_a_township_is_served_by_its_own_list_and_those_above(county: County) -> None:
    assert [u.code for u in serving("east-hall")] == ["east-hall", "east", "county", "city"]
    assert [u.code for u in serving("county-hall")] == ["county-hall", "county", "city"]
    assert serving("nowhere") == []


def test_a_hall_s_list_stands_with_its_place(county: County) -> None:
    assert list_of(county["east-hall"]).code == "east"
    assert list_of(county["county-hall"]).code == "county"


def test_the_county_reads_its_townships_lists_and_a_township_not_its_neighbour_s(
    county: County,
) -> None:
    clerk = person(county, "east-hall", "window")
    assert codes(readable(clerk)) == {"east-hall", "east", "county", "city"}
    above = person(county, "county-hall", "window")
    assert {"east", "west", "east-hall", "county", "city"} <= codes(readable(above))
    assert codes(readable(county.person())) == set()


@pytest.mark.parametrize(
    ("unit", "role", "kept"),
    [
        ("east-hall", "window", {"east", "east-hall"}),
        ("county-hall", "window", {"county", "county-hall"}),
        ("county-labour", "department", set()),
        ("east-hall", "shift_leader", set()),
    ],
)
def test_whoever_may_say_what_a_case_is_about_keeps_the_list_of_their_hall(
    county: County, unit: str, role: str, kept: set[str]
) -> None:
    assert codes(keepable(person(county, unit, role))) == kept


def test_an_administrator_keeps_the_lists_they_look_after_and_no_others(county: County) -> None:
    admin = person(county, "county", "administrator")
    kept = codes(keepable(admin))
    assert {"county", "county-hall", "east", "west", "east-hall", "west-hall"} == kept
    assert "city" not in kept
    assert "city" in codes(readable(admin))


def test_a_centre_s_own_setting_says_who_keeps_its_list(county: County) -> None:
    hall = county["east-hall"]
    hall.settings = {"item_keepers": ["supervision"]}
    hall.save()
    assert keepable(person(county, "east-hall", "window")) == []
    body = person(county, "east-office", "supervision")
    assert codes(keepable(body)) == {"east", "east-hall"}


def test_a_department_s_name_is_the_nearest_unit_called_so(county: County) -> None:
    near = departments_near("east")
    assert near["柳河镇农业站"] == "east-farming"
    assert near["青山县人社局"] == "county-labour"
    assert near["临江市公安局"] == "city-police"
    assert "石桥镇农业站" not in near
    assert "柳河镇农业站" not in departments_near("county")
    twin = county["county-labour"]
    twin.short_name = "农业站"
    twin.save()
    own = county["east-farming"]
    own.short_name = "农业站"
    own.save()
    assert departments_near("east")["农业站"] == "east-farming"
    assert departments_near("west")["农业站"] == "county-labour"
