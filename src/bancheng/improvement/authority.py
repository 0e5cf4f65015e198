"""谁能办: which step of a block point a person may take at a centre, as the standard says."""

from __future__ import annotations

from datetime import datetime

from bancheng.casework.surroundings import standard_for
from bancheng.core.permission import role_term
from bancheng.core.refusal import Refusal
from bancheng.core.standard.improving import OWNER, PointStep
from bancheng.core.standard.standard import Standard
from bancheng.improvement.point_row import (
    ADOPTED,
    CHECKED,
    DONE,
    NOT_ADOPTED,
    PROPOSED,
    STAGES,
    Point,
)
from bancheng.improvement.point_row import PointStep as Step
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User

TERMS: dict[PointStep, str] = {
    "propose": "提出堵点",
    "adopt": "定采不采纳",
    "do": "报告改了什么",
    "check": "核对改没改",
}
FROM: dict[PointStep, tuple[str, ...]] = {
    "propose": (PROPOSED, NOT_ADOPTED, ADOPTED, DONE, CHECKED),
    "adopt": (PROPOSED, NOT_ADOPTED, ADOPTED),
    "do": (ADOPTED,),
    "check": (DONE,),
}
"""From which stages a step is taken; «propose» stands for revising and citing too."""


def proposing_centres(user: User, now: datetime) -> list[Unit]:
    """The centres at which this person may put up a block point."""
    return [
        centre
        for centre in seats.centres_of(user, now)
        if _has_role(user, centre.code, "propose", standard_for(centre), now)
    ]


def why_not(user: User, point: Point, step: PointStep, now: datetime) -> Refusal | None:
    """None if this person may take the step now, else why not, with the clause."""
    standard = standard_for(point.centre)
    rule = standard.improvement.get(step)
    if rule is None:
        return Refusal("not_used_here", "本规范没有写堵点的改进。")
    owns = OWNER in rule.by and is_owner(user, point, now)
    if not owns and not _has_role(user, point.centre, step, standard, now):
        who = "、".join(_called(role, standard) for role in rule.by)
        return Refusal("not_your_act", f"“{TERMS[step]}”由{who}办理。", rule.cites)
    if point.stage not in FROM[step]:
        sentence = f"这个堵点现在是“{STAGES[point.stage]}”，不能“{TERMS[step]}”。"
        return Refusal("not_at_this_stage", sentence, rule.cites)
    if step == "check" and _last_done_by(point) == user.username:
        sentence = "改了什么是您报的，要由另一个人核对。"
        return Refusal("same_person", sentence, rule.cites)
    return None


def is_owner(user: User, point: Point, now: datetime) -> bool:
    """Whether the point was given to this person, or to a unit of theirs."""
    if point.owner_user:
        return point.owner_user == user.username
    return bool(point.owner_unit) and point.owner_unit in seats.units_of(user, now)


def _has_role(user: User, centre: str, step: PointStep, standard: Standard, now: datetime) -> bool:
    rule = standard.improvement.get(step)
    return rule is not None and bool(set(rule.by) & seats.roles_at(user, centre, now))


def _called(role: str, standard: Standard) -> str:
    return "负责改的单位或者人" if role == OWNER else role_term(standard, role)


def _last_done_by(point: Point) -> str:
    last = Step.objects.filter(point=point, kind="done").order_by("-pk").first()
    return last.by if last else ""
