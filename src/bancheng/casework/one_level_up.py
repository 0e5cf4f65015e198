"""上一级: who acts on a complaint about those who would have to deal with it themselves.

The duty stays with the role; those complained of are walled off, so it falls on whoever holds the
role at the level above. Where nobody does, a sentence says who must act, as the standard has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.core.case import Case
from bancheng.core.permission import act_term, role_term
from bancheng.core.standard.standard import Standard
from bancheng.people import directory
from bancheng.people.unit import Unit

REPORT = "file_report"


@dataclass(frozen=True)
class OneLevelUp:
    """Who is complained of, and which units of the level above act instead; none: nobody does."""

    accused: tuple[Unit, ...]
    instead: tuple[Unit, ...]
    sentence: str


def one_level_up(case: Case, standard: Standard, centre: str, at: datetime) -> OneLevelUp | None:
    """Who acts where those who hold complaints are complained of; None where they are not."""
    rule = standard.conduct
    if rule is None or not case.conduct:
        return None
    holding = [a for a in directory.staff_of(centre, at) if a.role == rule.held_by]
    units = {a.unit.code: a.unit for a in holding}
    accused = tuple(unit for code, unit in units.items() if case.accuses(code))
    if not accused and not case.accused_users & {a.person.username for a in holding}:
        return None
    free = {
        a.unit.code: a.unit
        for a in holding
        if not case.accuses(a.unit.code) and a.person.username not in case.accused_users
    }
    names = "、".join(unit.shown for unit in accused) or role_term(standard, rule.held_by)
    if free:
        instead = "、".join(unit.shown for unit in free.values())
        sentence = f"被反映的是{names}，本级回避，由{instead}办理。"
        return OneLevelUp(accused, tuple(free.values()), sentence)
    who = role_term(standard, rule.reported_by)
    noted = f"，并记一条“{act_term(standard, REPORT)}”" if REPORT in standard.acts else ""
    sentence = (
        f"被反映的是{names}，本级回避，要由{rule.above}办理，而系统里没有这一级的人员。"
        f"请{who}报送{rule.above}{noted}；这一级建好机构和任职以后，由他们接着办。"
    )
    return OneLevelUp(accused, (), sentence)
