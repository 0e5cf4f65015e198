"""谁等谁: materials that other items issue, and the circles they make in the lists kept here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bancheng.items import keeping
from bancheng.items.content import ItemContent, MaterialContent, content_of
from bancheng.items.keeping import Signed
from bancheng.items.models import ItemVersion
from bancheng.items.waiting import circle_of, knots_of, waits
from tests.people.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.clause("XF-7.4")]


def put(signed: Signed, unit: str, code: str, **asks: str) -> ItemVersion:
    """An item that asks for materials: name → the code of the item that issues it."""
    materials = tuple(MaterialContent(name, issued_by_item=by) for name, by in asks.items())
    content = ItemContent(f"{code} 的事", department_name=f"{code} 局", materials=materials)
    return keeping.add(unit, code, content, signed)


def test_two_items_that_wait_for_each_other_are_told_with_what_and_who(
    county: County, signed: Signed
) -> None:
    put(signed, "county", "A-1", 消防意见="A-2", 身份证="")
    put(signed, "county", "A-2", 备案回执="A-1")
    (knot,) = knots_of(["county"])
    (circle,) = knot.circles
    told = [(s.item.name, s.materials, s.next.name) for s in circle.steps]
    assert told == [
        ("A-1 的事", ("消防意见",), "A-2 的事"),
        ("A-2 的事", ("备案回执",), "A-1 的事"),
    ]
    assert circle.departments == ("A-1 局", "A-2 局")
    assert circle_of(["county"], circle.id) == circle
    assert circle_of(["east"], circle.id) is None
    assert circle_of(["county"], "0" * 12) is None


def test_a_circle_is_gone_once_a_material_is_cut(county: County, signed: Signed) -> None:
    first = put(signed, "county", "A-1", 消防意见="A-2")
    put(signed, "county", "A-2", 备案回执="A-1")
    assert knots_of(["county"])
    said = content_of(first, first.materials.all())
    keeping.change(first, replace(said, materials=()), signed)
    assert knots_of(["county"]) == ()


def test_a_retired_item_waits_for_nobody(county: County, signed: Signed) -> None:
    first = put(signed, "county", "A-1", 消防意见="A-2")
    put(signed, "county", "A-2", 备案回执="A-1")
    keeping.retire(first, signed)
    assert knots_of(["county"]) == ()


def test_the_issuing_item_is_looked_for_in_the_own_list_and_then_above(
    county: County, signed: Signed
) -> None:
    put(signed, "east", "T-1", 户籍证明="A-1", 村里证明="T-2")
    put(signed, "east", "T-2", 建房证="T-1")
    put(signed, "county", "A-1", 建房证="T-1")  # the county has no such item: nobody waits
    put(signed, "west", "T-1", 村里证明="T-2")
    found = {(w.waiting, w.issuing) for w in waits(["east", "county", "west"])}
    assert found == {
        (("east", "T-1"), ("county", "A-1")),
        (("east", "T-1"), ("east", "T-2")),
        (("east", "T-2"), ("east", "T-1")),
    }
    (knot,) = knots_of(["east", "county", "west"])
    assert knot.items == 2


def test_circles_cost_the_same_however_many_items_there_are(county: County, signed: Signed) -> None:
    def cost_after(number: int) -> int:
        put(signed, "county", f"A-{number}", 三=f"A-{number - 1}", 四="A-1")
        with CaptureQueriesContext(connection) as spent:
            assert knots_of(["county"])
        return len(spent)

    put(signed, "county", "A-1", 一="A-2")
    put(signed, "county", "A-2", 二="A-1")
    assert knots_of(["county"])
    costs = {cost_after(number) for number in range(3, 13)}
    assert len(costs) == 1
