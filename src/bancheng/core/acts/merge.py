"""并案: the same matter is handled in another case; this petitioner is told all the same."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.merged_into = event.text("into")
    case.units = {}
    case.take_from_above()
    case.elsewhere = True
    case.way = "merge"


ACT = Act(
    name="merge",
    term="并案",
    event="merged",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    to=Stage.ASSIGNED,
    asks=(ask.INTO,),
    may=(ask.REASON,),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    drops="work",
    sentence=("并入 {into} 一并办理", "，理由：{reason}"),
)
