"""行的推算: from the case as it stands to its rows. Rebuilding makes the very same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.standard.standard import Standard


@dataclass(frozen=True)
class Pinned:
    """What a case keeps from its registering: its number, chain, standard and edition."""

    case_no: str
    chain: str
    standard: Standard


def case_values(case: Case, pinned: Pinned, touched_at: datetime) -> dict[str, Any]:
    """The values of a case's row."""
    return {
        "case_no": pinned.case_no,
        "chain": pinned.chain,
        "standard": pinned.standard.id,
        "edition": pinned.standard.edition,
        "version": case.version,
        "stage": str(case.stage),
        "outcome": case.outcome,
        "kind": case.kind,
        "ground": case.ground,
        "channel": case.channel,
        "refusal": case.refusal,
        "way": case.way,
        "answer": case.answer,
        "tier": case.tier,
        "traits": list(case.traits),
        "round": case.round,
        "conduct": case.conduct,
        "referred": any(p.name == "referred" for p in case.past),
        "green": case.green,
        "solved": case.solved,
        "satisfaction": case.satisfaction,
        "answerable": case.answerable,
        "lead": case.lead(),
        "registered_at": case.registered_at,
        "accepted_at": case.accepted_at,
        "replied_at": case.replied_at,
        "informed_at": case.informed_at,
        "ended_at": case.ended_at,
        "archived_at": case.archived_at,
        "touched_at": touched_at,
    }


def duty_values(duty: Duty, case: Case, pinned: Pinned) -> dict[str, Any]:
    """The values of a duty's row. A tier's duty stands with the role that holds the tier."""
    by = duty.by
    if by == "tier_holder" and case.tier in pinned.standard.tiers:
        by = pinned.standard.tiers[case.tier].holder
    return {
        "duty_id": duty.id,
        "chain": pinned.chain,
        "rule": duty.rule,
        "by": by,
        "unit": duty.unit,
        "owed": list(duty.owed),
        "means": duty.means,
        "before": duty.before,
        "limit": duty.limit,
        "state": duty.state,
        "start": duty.start,
        "due": duty.due,
        "provisional": duty.provisional,
        "because": duty.because,
        "cites": list(duty.cites),
        "arose": duty.arose,
        "closed_at": duty.closed_at,
    }


def project(case: Case, pinned: Pinned, events: Sequence[Event]) -> CaseRow:
    """Write the rows that these events changed; called inside the writing transaction."""
    row = _write_case(case, pinned, events[-1].recorded_at)
    if events[0].seq == 1:
        changed, placed, walled = set(case.duties), True, True
    else:
        changed = {d.id for e in events for d in e.opened}
        changed |= {c.duty for e in events for c in e.closed}
        changed |= {m.duty for e in events for m in e.moved}
        placed = any(e.act in MOVES_UNITS for e in events)
        walled = any(e.act in ("register", "accept", "approve") for e in events)
    _write_duties(row, case, pinned, changed, {d.id for e in events for d in e.opened})
    if placed:
        write_placements(row, case)
    if walled:
        write_walls(row, case)
    return row


MOVES_UNITS = frozenset(
    {"transfer", "assist", "send_up", "recall", "object", "merge", "determine", "reopen", "approve"}
)


def _write_case(case: Case, pinned: Pinned, touched_at: datetime) -> CaseRow:
    values = case_values(case, pinned, touched_at)
    known = CaseRow.objects.filter(case_no=pinned.case_no)
    pk = known.values_list("pk", flat=True).first()
    if pk is None:
        return CaseRow.objects.create(**values)
    known.update(**values)
    return CaseRow(pk=pk, **values)


def _write_duties(
    row: CaseRow, case: Case, pinned: Pinned, changed: set[str], opened: set[str]
) -> None:
    new = [d for d in changed if d in opened]
    DutyRow.objects.bulk_create(
        DutyRow(case=row, **duty_values(case.duties[d], case, pinned)) for d in sorted(new)
    )
    for duty_id in sorted(changed - opened):
        duty = case.duties[duty_id]
        DutyRow.objects.filter(case=row, duty_id=duty_id).update(
            state=duty.state,
            due=duty.due,
            provisional=duty.provisional,
            closed_at=duty.closed_at,
        )


def write_placements(row: CaseRow, case: Case) -> None:
    """Who has the case now; those who have it no longer cannot read it from here on."""
    Placement.objects.filter(case=row).delete()
    Placement.objects.bulk_create(
        Placement(case=row, unit=unit, part=part) for unit, part in case.units.items()
    )


def write_walls(row: CaseRow, case: Case) -> None:
    """From whom a complaint about conduct is kept."""
    Wall.objects.filter(case=row).delete()
    if not case.conduct:
        return
    units = [Wall(case=row, unit=unit) for unit in sorted(case.accused_units)]
    users = [Wall(case=row, user=user) for user in sorted(case.accused_users)]
    Wall.objects.bulk_create([*units, *users])
