"""权限表: who may do what, towards which case, from which stage — read off a standard's file anew.

It reads the file's plain data and none of the program's rules, so that it can say where the
program permits what the file does not. Stages that make sense for an act come from the table of
acts; the rest (by, recorded_by, from) is the file's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bancheng.core.acts import ACTS
from bancheng.core.stage import Stage

HOUSEKEEPING = {
    "approve": "approver",
    "reject": "approver",
    "redate": "system",
    "warn": "system",
    "lapse": "system",
    "take_up": "system",
    "note": "all",
    "call_unanswered": "all",
    "correct": "all",
    "attach": "all",
    "detach": "all",
}
"""Acts that no standard lists. ``all``: the centre's people and the departments of the case; any
other one is open to the centre's own people alone. A note is open to the channel too."""
DEPARTMENT = ("lead_department", "supporting_department", "any_assigned")
OUTSIDE = ("petitioner", "origin", "system")


@dataclass(frozen=True)
class Standing:
    """Somebody towards a case: their roles at its centre, their unit's part in it."""

    name: str
    roles: frozenset[str]
    part: str = ""  # lead, supporting, or nothing
    kept_from: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: what the file says of an act for somebody at a stage."""

    act: str
    stage: Stage
    standing: Standing
    says: str


def standings(data: Mapping[str, Any]) -> list[Standing]:
    """Everybody a case may meet: each role at its centre, each part of a department, and those
    who have none."""
    inside = [Standing(role, frozenset({role})) for role in data["roles"]]
    department = frozenset({"department"} & set(data["roles"]))
    return [
        *inside,
        Standing("lead department", department, "lead"),
        Standing("supporting department", department, "supporting"),
        Standing("department that had it before", department),
        Standing("accused department", department, "lead", kept_from=True),
        *(Standing(f"accused {role}", frozenset({role}), kept_from=True) for role in data["roles"]),
        *(Standing(role, frozenset({role})) for role in OUTSIDE),
        Standing("people of another centre", frozenset()),
        Standing("administrator", frozenset()),
    ]


def cells(data: Mapping[str, Any]) -> Iterator[Cell]:
    """The whole table of one standard."""
    for act in ACTS:
        for standing in standings(data):
            for stage in Stage:
                yield Cell(act, stage, standing, says(data, act, stage, standing))


def says(data: Mapping[str, Any], act: str, stage: Stage, who: Standing) -> str:
    """What the file says of one cell: the word of the refusal, or ``may``."""
    if who.kept_from:
        return "walled_off"
    if ACTS[act].is_housekeeping:
        return _housekeeping(data, act, stage, who)
    rule = data["acts"].get(act)
    if rule is None:
        return "not_used_here"
    if not _theirs(rule, who):
        return "not_your_act"
    stages = [Stage(s) for s in _list(rule["from"])] if "from" in rule else ACTS[act].possible
    return "may" if stage in stages else "not_at_this_stage"


def _housekeeping(data: Mapping[str, Any], act: str, stage: Stage, who: Standing) -> str:
    if stage not in ACTS[act].possible:
        return "not_at_this_stage"
    wanted = HOUSEKEEPING.get(act, "staff")
    if wanted == "approver":
        return "nothing_to_approve"
    if wanted == "system":
        return "may" if "system" in who.roles else "not_your_act"
    if act == "note" and "origin" in who.roles:
        return "may"
    placed = {name for name, role in data["roles"].items() if role.get("reads") == "placed"}
    staff = bool(who.roles - set(OUTSIDE) - placed) or (wanted == "all" and bool(who.part))
    return "may" if staff else "not_your_act"


def _theirs(rule: Mapping[str, Any], who: Standing) -> bool:
    roles = set(who.roles)
    if who.part:
        roles |= {f"{who.part}_department", "any_assigned"}
    by, recorded_by = _list(rule["by"]), _list(rule.get("recorded_by", []))
    if roles & set(by):
        return True
    # somebody writes it down for a department: then there must be one that has the case
    return bool(roles & set(recorded_by)) and (by[0] not in DEPARTMENT or PLACED.fits(by[0]))


def _list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]


class PLACED:
    """The departments of the case that the table is about: one leads, one supports."""

    LEAD, SUPPORTING, BEFORE = "unit-lead", "unit-supporting", "unit-before"

    @staticmethod
    def fits(role: str) -> bool:
        """Whether the lead, for whom things are written down, has this part."""
        return role in ("lead_department", "any_assigned")
