"""机构: what may stand under what, and which units stand around a centre."""

from __future__ import annotations

import pytest

from bancheng.people.errors import PeopleError
from bancheng.people.establish import change_unit, create_unit
from bancheng.people.models import Form, Unit
from bancheng.people.seats import (
    bodies,
    centre_of,
    handling_units,
    stations,
    unit_by_code,
    upper_centre,
)
from tests.people.county import County

pytestmark = pytest.mark.database


def codes(units: list[Unit]) -> list[str]:
    return [unit.code for unit in units]


@pytest.mark.clause("SC-1")
def test_a_village_station_belongs_to_the_hall_of_its_township(county: County) -> None:
    assert centre_of(county["east-village"]) == county["east-hall"]
    assert codes(stations(county["east-hall"])) == ["east-village"]


@pytest.mark.clause("SC-1")
def test_a_village_station_stands_under_a_centre_only(county: County) -> None:
    with pytest.raises(PeopleError, match="便民服务站不能设在“青山县”（地区）之下"):
        create_unit("lone", "孤村便民服务站", Form.STATION, county["county"])


def test_a_centre_is_its_own_centre(county: County) -> None:
    assert centre_of("west-hall") == county["west-hall"]


def test_a_department_belongs_to_the_hall_of_its_own_region(county: County) -> None:
    assert centre_of(county["east-farming"]) == county["east-hall"]
    assert centre_of(county["county-labour"]) == county["county-hall"]


def test_a_region_without_a_hall_has_none(county: County) -> None:
    create_unit("north", "北坡镇", Form.REGION, county["county"])
    assert centre_of("north") is None
    assert centre_of("nowhere") is None


def test_a_case_can_go_to_departments_of_the_township_the_county_and_the_city(
    county: County,
) -> None:
    assert codes(handling_units(county["east-hall"])) == [
        "east-farming",
        "county-labour",
        "city-police",
    ]


def test_a_case_of_the_county_does_not_go_down_to_a_township(county: County) -> None:
    assert codes(handling_units("county-hall")) == ["county-labour", "city-police"]


def test_a_department_in_the_hall_itself_comes_first(county: County) -> None:
    create_unit("desk", "综合受理科", Form.DEPARTMENT, county["east-hall"], sort=900)
    assert codes(handling_units("east-hall"))[0] == "desk"
    assert "desk" not in codes(handling_units("west-hall"))


def test_a_department_no_longer_in_use_is_given_no_cases(county: County) -> None:
    change_unit(county["east-farming"], active=False)
    assert "east-farming" not in codes(handling_units("east-hall"))


def test_bodies_of_the_hall_come_before_those_of_the_county(county: County) -> None:
    assert codes(bodies("east-hall")) == ["east-office", "county-supervision"]
    assert codes(bodies("county-hall")) == ["county-supervision"]


def test_a_township_sends_up_to_the_county_and_the_county_to_the_city(county: County) -> None:
    assert upper_centre("east-hall") == county["county-hall"]
    assert upper_centre(county["county-hall"]) == county["city-hall"]
    assert upper_centre("city-hall") is None


def test_sending_up_passes_over_a_level_without_a_hall(county: County) -> None:
    change_unit(county["county-hall"], active=False)
    assert upper_centre("east-hall") == county["city-hall"]


def test_a_code_is_never_given_twice(county: County) -> None:
    with pytest.raises(PeopleError, match="已经用过"):
        create_unit("east-hall", "另一中心", Form.CENTRE, county["east"], standard="s")


@pytest.mark.parametrize("code", ["", "East", "a_b", "-a", "a--b", "中心", "a\n", "x" * 41])
def test_a_malformed_code_is_refused_with_its_name(county: County, code: str) -> None:
    with pytest.raises(PeopleError) as refused:
        create_unit(code, "某局", Form.DEPARTMENT, county["county"])
    assert refused.value.field == "code"
    assert refused.value.sentence.startswith("代码：")


def test_a_centre_needs_a_standard(county: County) -> None:
    with pytest.raises(PeopleError, match="请为无规中心选定执行的规范"):
        create_unit("bare", "无规中心", Form.CENTRE, county["east"])
    assert not Unit.objects.filter(code="bare").exists()


@pytest.mark.parametrize(
    "hours", [["9:00-12:00"], ["12:00-09:00"], ["09:00"], [900], ["09:00-12:00", "11:00-17:00"]]
)
def test_unreadable_office_hours_are_refused(county: County, hours: list[object]) -> None:
    with pytest.raises(PeopleError, match="办公时间"):
        change_unit(county["east-hall"], office_hours=hours)
    assert unit_by_code("east-hall").office_hours == ["09:00-12:00", "13:00-17:00"]


def test_code_and_place_in_the_tree_stay(county: County) -> None:
    with pytest.raises(PeopleError, match="“parent”不能这样设置"):
        change_unit(county["east-hall"], parent=county["west"])


def test_an_unknown_form_names_the_known_ones(county: County) -> None:
    with pytest.raises(PeopleError, match="可选：region、centre、station、department、body"):
        create_unit("club", "俱乐部", "club", county["county"])


def test_an_unknown_unit_is_named(county: County) -> None:
    with pytest.raises(PeopleError, match="没有代码为“nowhere”的机构"):
        unit_by_code("nowhere")
