"""提级: a higher tier takes charge of the case."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import UNASSIGNED, Stage


def _effect(case: Case, event: Event) -> None:
    case.tier = event.text("tier")


ACT = Act(
    name="escalate",
    term="提级办理",
    event="escalated",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    asks=(ask.TIER,),
    may=(ask.REASON,),
    effect=_effect,
    reclassifies=True,
    sentence=("提级到{tier}", "，理由：{reason}"),
)
