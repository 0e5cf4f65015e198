"""行的推算: from the case as it stands to its rows. Rebuilding makes the very same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bancheng.casework import writing
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.link_row import LinkRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.standard.standard import Standard

SHAPE = 1
"""The number of what rows hold and how it is worked out. Raised with every change of either: then
the rows of older releases are made anew by themselves (``rebuild.bring_up_to_date``)."""


@dataclass(frozen=True)
class Pinned:
    """What a case keeps from its registering: its number, chain, standard and edition."""

    case_no: str
    chain: str
    standard: Standard


def case_values(case: Case, pinned: Pinned, touched_at: datetime | None) -> dict[str, Any]:
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
        "service_item": case.service_item,
        "waiting": bool(case.waiting_units),
        "channel": case.channel,
        "refusal": case.refusal,
        "way": case.way,
        "answer": case.answer,
        "tier": case.tier,
        "traits": list(case.traits),
        "round": case.round,
        "returns": case.returns,
        "conduct": case.conduct,
        "referred": "referred" in [p.name for p in case.past],
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
        "person": duty.person,
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


@dataclass(frozen=True)
class Standing:
    """The row of a case before an act: its key and its values."""

    pk: int
    values: dict[str, Any]


def standing_of(pk: int, case: Case, pinned: Pinned) -> Standing:
    """The row as it stands for a case that no act has happened to yet."""
    return Standing(pk, case_values(case, pinned, None))


def project(
    case: Case, pinned: Pinned, events: Sequence[Event], standing: Standing | None = None
) -> int:
    """Write what these events changed in the rows; called inside the writing transaction.

    ``standing``: the case's row, if it has one. Returns the key of the row.
    """
    values = case_values(case, pinned, events[-1].recorded_at)
    if standing is None:
        pk = writing.add_one(CaseRow, values)
    else:
        pk, were = standing.pk, standing.values
        changed_values = {name: v for name, v in values.items() if v != were[name]}
        writing.change(CaseRow, {"id": pk}, changed_values)
    if events[0].seq == 1:
        changed, placed, walled = set(case.duties), True, True
    else:
        changed = {d.id for e in events for d in e.opened}
        changed |= {c.duty for e in events for c in e.closed}
        changed |= {m.duty for e in events for m in e.moved}
        placed = any(e.act in MOVES_UNITS for e in events)
        walled = any(e.act in ("register", "accept", "approve") for e in events)
    _write_duties(pk, case, pinned, changed, {d.id for e in events for d in e.opened})
    if placed:
        _write_placements(pk, case, new=standing is None)
    if walled:
        _write_walls(pk, case, new=standing is None)
    if case.links and (standing is None or any(e.act in MOVES_LINKS for e in events)):
        _write_links(pk, case, new=standing is None)
    return pk


MOVES_UNITS = frozenset(
    {"transfer", "assist", "send_up", "send_back", "recall", "object", "merge", "determine"}
    | {"reopen", "approve"}
)
MOVES_LINKS = frozenset(
    {"send_up", "take_up", "send_back", "receive_result", "recall", "merge", "withdraw", "reopen"}
    | {"approve"}
)


def _write_duties(pk: int, case: Case, pinned: Pinned, changed: set[str], opened: set[str]) -> None:
    new = [duty_values(case.duties[d], case, pinned) for d in sorted(changed & opened)]
    writing.add(DutyRow, [{"case": pk, **values} for values in new])
    for duty_id in sorted(changed - opened):
        duty = case.duties[duty_id]
        now = {
            "state": duty.state,
            "due": duty.due,
            "provisional": duty.provisional,
            "closed_at": duty.closed_at,
        }
        writing.change(DutyRow, {"case": pk, "duty_id": duty_id}, now)


def _write_placements(pk: int, case: Case, new: bool) -> None:
    """Who has the case now; those who have it no longer cannot read it from here on."""
    if not new:
        writing.clear(Placement, {"case": pk})
    placed = [{"case": pk, "unit": unit, "part": part} for unit, part in read_by(case).items()]
    writing.add(Placement, placed)


def read_by(case: Case) -> dict[str, str]:
    """The units that read a case: those that have it, and the one that brought it for somebody.

    Where the level above has a case of its own it reads that one and not this.
    """
    units = {} if case.joint else dict(case.units)
    if case.brought_by and case.below is None:
        units.setdefault(case.brought_by, "brought")
    return units


def link_values(case: Case) -> list[dict[str, Any]]:
    """The values of a case's rows about cases above."""
    return [
        {"since": link.since, "above": link.above, "standing": link.standing} for link in case.links
    ]


def _write_links(pk: int, case: Case, new: bool) -> None:
    """Written anew, so that the clock looks at every one of them once more."""
    if not new:
        writing.clear(LinkRow, {"case": pk})
    fresh = {"case": pk, "carried": 0, "told": 0, "over": False}
    writing.add(LinkRow, [fresh | values for values in link_values(case)])


def _write_walls(pk: int, case: Case, new: bool) -> None:
    """From whom a complaint about conduct is kept."""
    if not new:
        writing.clear(Wall, {"case": pk})
    if not case.conduct:
        return
    kept_from = [{"unit": unit, "user": None} for unit in sorted(case.accused_units)]
    kept_from += [{"unit": None, "user": user} for user in sorted(case.accused_users)]
    writing.add(Wall, [{"case": pk, **who} for who in kept_from])
