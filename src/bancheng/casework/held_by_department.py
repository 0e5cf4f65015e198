"""本部门的工单: what is placed with one's department, and what each of it still owes.

Only placements count: a case taken back or returned is gone, one that a complaint keeps from the
department was never there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from bancheng.casework.access import visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.placement_row import Placement
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.core.stage import Stage
from bancheng.people import seats
from bancheng.people.chart import current
from bancheng.people.unit import Form
from bancheng.people.user import User

SHOWN = 200
PARTS = ("lead", "supporting")


@dataclass(frozen=True)
class Held:
    """One case, the department's part in it, what it owes; of a lead also who has yet to say."""

    line: CaseLine
    unit: str
    part: str
    duties: tuple[DutyRow, ...]
    missing: tuple[str, ...]


def departments_of(user: User, now: datetime) -> list[str]:
    """The departments somebody works at."""
    units = current().units
    codes = seats.units_of(user, now)
    return sorted(code for code in codes if units[code].form == Form.DEPARTMENT)


def held_by(user: User, now: datetime) -> tuple[list[Held], int]:
    """What stands with one's departments and is not archived, and how many more than are shown."""
    units = departments_of(user, now)
    placed = Placement.objects.filter(unit__in=units, part__in=PARTS)
    rows = visible(user).filter(Exists(placed.filter(case=OuterRef("pk"))))
    rows = rows.exclude(stage=Stage.ARCHIVED)
    found = list(rows.order_by("ended_at", "accepted_at", "pk")[: SHOWN + 1])
    more = rows.count() - SHOWN if len(found) > SHOWN else 0
    return _held(found[:SHOWN], units), more


def _held(rows: Sequence[CaseRow], units: Sequence[str]) -> list[Held]:
    parts: dict[int, tuple[str, str]] = {}
    for placement in Placement.objects.filter(case__in=rows, unit__in=units).order_by("part"):
        parts.setdefault(placement.case_id, (placement.unit, placement.part))
    own: dict[int, list[DutyRow]] = {}
    others: dict[int, list[str]] = {}
    owed = DutyRow.objects.filter(case__in=rows, state="open", unit__isnull=False)
    for duty in owed.order_by("due", "pk"):
        if duty.unit in units:
            own.setdefault(duty.case_id, []).append(duty)
        elif "contribute" in duty.owed and duty.unit:
            others.setdefault(duty.case_id, []).append(duty.unit)
    lines = case_lines(list(rows))
    return [
        Held(
            lines[row.case_no],
            *parts[row.pk],
            tuple(own.get(row.pk, ())),
            tuple(others.get(row.pk, ())) if parts[row.pk][1] == "lead" else (),
        )
        for row in rows
    ]
