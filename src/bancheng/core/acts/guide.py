"""告知办理渠道: what must be done outside the hall; the petitioner is told where."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.answer = "result"
    case.way = "guide"
    case.replied_at = case.informed_at = event.done_at
    case.said = case.said or "said" in event.beside


ACT = Act(
    name="guide",
    term="告知办理渠道",
    event="guided",
    possible=UNASSIGNED,
    to=Stage.INFORMED,
    asks=(ask.WHERE_TO_GO,),
    may=(ask.KIND, ask.SAID),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    sentence=("告知办理渠道：{where_to_go}", "；诉求人意见：{said}"),
)
