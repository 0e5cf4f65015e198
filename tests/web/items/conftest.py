"""A hall whose library holds two items that wait for one another, and one of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from bancheng.casework import rebuild
from bancheng.items import keeping
from bancheng.items.content import ItemContent
from bancheng.items.keeping import Signed
from bancheng.people.appoint import appoint, create_user
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD, Hall, establish_hall
from tests.web.items.stocked import FIRE, FOOD


@pytest.fixture
def hall() -> Iterator[Hall]:
    hall = establish_hall()
    admin = create_user("guan", "管信达", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), "administrator")
    signed = Signed("guan", timezone.now(), "建库")
    keeping.add("district", "A-01", FOOD, signed)
    keeping.add("district", "A-02", FIRE, signed)
    keeping.add("hall", "H-01", ItemContent("大厅自己的事"), signed)
    yield hall
    assert rebuild.compare() == []
