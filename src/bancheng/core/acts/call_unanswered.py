"""未接通: an attempt to reach the petitioner that failed; recorded, discharges nothing."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Stage


def _effect(case: Case, event: Event) -> None:
    case.unreached += 1


ACT = Act(
    name="call_unanswered",
    term="未接通",
    event="call_unanswered",
    possible=frozenset({Stage.ASSIGNED, Stage.REPLIED, Stage.INFORMED, Stage.ENDED}),
    may=(ask.TEXT,),
    effect=_effect,
    core_by=("centre_staff", "any_assigned"),
    sentence=("联系诉求人未接通", "：{text}"),
)
