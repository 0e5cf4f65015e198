"""A hall with a window that has a phone, and somebody at home who knows nothing but the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from bancheng.casework import rebuild
from bancheng.people.models import Unit, Window
from tests.casework.county import TOWN, establish_county
from tests.casework.hall import Hall, establish_hall
from tests.petitioner.place import Place
from tests.petitioner.visitor import Visitor


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    cache.clear()
    yield furnished()
    assert rebuild.compare() == []


def furnished() -> Hall:
    """The hall with its window."""
    hall = establish_hall()
    centre = Unit.objects.get(code="hall")
    Window.objects.create(centre=centre, name="反映窗口", place="一楼 1 号", phone="0700-1234567")
    return hall


@pytest.fixture
def visitor(hall: Hall) -> Visitor:
    """Somebody at home."""
    return Visitor()


@pytest.fixture(params=["district", "township"])
def place(hall: Hall, request: pytest.FixtureRequest) -> Place:
    """Each shipped standard."""
    if request.param == "district":
        known = {"window": "chen", "head": "jiang", "reviewer": "gu", "department": "mo"}
        named = {role: hall.people[name] for role, name in known.items()}
        called = ("政务服务监督管理部门", "领导小组办公室")
        return Place("hall", named, *called, "satisfied", "dissatisfied")
    known = {"window": "window1", "head": "leader", "reviewer": "centre"}
    known["department"] = "building"
    people = establish_county().people
    named = {role: people[name] for role, name in known.items()}
    return Place(TOWN, named, "便民服务中心", "值班长", "good", "bad")
