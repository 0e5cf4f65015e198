"""Rebuilding makes the very same rows, and the comparison can tell when they are not."""

from __future__ import annotations

import pytest

from bancheng.casework import queries, rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.placement_row import Placement
from tests.casework.hall import Hall

pytestmark = pytest.mark.database


def rows() -> list[tuple[object, ...]]:
    """Everything that rows say, without their ids."""
    cases = list(CaseRow.objects.order_by("case_no").values_list("case_no", "stage", "version"))
    duties = list(
        DutyRow.objects.order_by("case__case_no", "duty_id").values_list(
            "case__case_no", "duty_id", "state", "due", "closed_at"
        )
    )
    return [*cases, *duties, *Placement.objects.order_by("unit").values_list("unit", "part")]


def test_rebuilding_makes_the_same_rows(hall: Hall) -> None:
    hall.ended()
    hall.placed()
    before = rows()
    assert rebuild.rebuild() == 2
    assert rows() == before
    assert len(queries.search(hall.people["chen"], "电梯")) == 2


@pytest.mark.parametrize("fault", ["stage", "due", "duty", "placement", "case"])
def test_the_comparison_finds_a_row_that_was_changed(hall: Hall, fault: str) -> None:
    case_no = hall.placed()
    if fault == "stage":
        CaseRow.objects.update(stage="archived")
    elif fault == "due":
        DutyRow.objects.update(due=None)
    elif fault == "duty":
        DutyRow.objects.filter(rule="claim").delete()
    elif fault == "placement":
        Placement.objects.all().delete()
    else:
        CaseRow.objects.all().delete()
    found = rebuild.compare()
    assert found
    assert found[0].startswith(case_no)
    rebuild.rebuild()
    assert rebuild.compare() == []
