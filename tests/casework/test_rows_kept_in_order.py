"""The one index of duties holds what is open, and every list of duties is read through it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from bancheng.casework.access import open_duties
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.queries import my_open_duties
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database


def way(asked: QuerySet[DutyRow]) -> str:
    """How the engine goes about it; a table of a few rows PostgreSQL would rather read whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return asked.explain()


@pytest.mark.parametrize("who", ["chen", "mo"])
def test_a_worklist_goes_through_open_duties_only(hall: Hall, who: str) -> None:
    hall.placed()
    hall.ended("2026-11-24 09:00")
    user = hall.people[who]
    mine = open_duties(user).filter(my_open_duties(user)).order_by("due", "pk")
    assert "casework_open_at_centre" in way(mine)
    assert mine.count() == sum(d.state == "open" for d in mine) > 0


def test_the_tick_goes_through_open_duties_only(hall: Hall) -> None:
    hall.placed()
    soon = at("2026-11-24 09:00") + timedelta(days=40)
    assert "casework_open_at_centre" in way(DutyRow.objects.filter(state="open", due__lte=soon))
