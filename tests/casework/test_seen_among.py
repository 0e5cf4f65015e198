"""The read door asked about many rows at once gives what it gives one by one."""

from __future__ import annotations

import pytest

from bancheng.casework.access import visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.seen_among import seen_among
from tests.casework.hall import Hall

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9.2.3")
def test_everybody_sees_the_same_rows_by_both_ways(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    hall.placed("2026-11-23 09:00")
    hall.ended("2026-11-23 09:00")
    hall.register("2026-11-23 10:00", ground="conduct", accused_users=["chen"])
    hall.register("2026-11-23 10:00", ground="conduct", accused_units=["housing"])
    every = [*CaseRow.objects.order_by("-pk").values_list("pk", flat=True), 987_654]
    for user in hall.people.values():
        asked = seen_among(user, every, ("pk", "case_no"))
        assert dict(asked) == dict(visible(user).values_list("pk", "case_no")), user.username
    assert len(seen_among(hall.people["lin"], every, ("pk",))) == 5
    assert len(seen_among(hall.people["chen"], every, ("pk",))) == 4


def test_more_rows_than_fit_in_one_room_are_asked_about_too(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    pk = CaseRow.objects.get(case_no=case_no).pk
    lin = hall.people["lin"]
    assert seen_among(lin, [*range(pk + 1, pk + 75), pk], ("case_no",)) == [(case_no,)]
    assert seen_among(lin, [], ("case_no",)) == []


def test_who_left_sees_nothing(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    lin = hall.people["lin"]
    lin.is_active = False
    assert seen_among(lin, list(CaseRow.objects.values_list("pk", flat=True)), ("pk",)) == []
