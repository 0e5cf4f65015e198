"""不能办解释疏导: the basis is explained, jointly with the department; it tells the petitioner."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    if case.answer is None:
        case.answer = "basis"
        case.way = "explain"
        case.replied_at = event.done_at
    case.informed_at = event.done_at
    case.said = case.said or "said" in event.beside


ACT = Act(
    name="explain",
    term="解释疏导",
    event="explained",
    possible=UNASSIGNED | {Stage.REPLIED},
    to=Stage.INFORMED,
    asks=(ask.BASIS, ask.UNDERSTOOD),
    may=(ask.KIND, ask.JOINTLY_WITH, ask.MEANS, ask.SAID),
    phase=Phase.TELLING,
    effect=_effect,
    sentence=(
        "解释疏导，依据：{basis}",
        "，会同{jointly_with}",
        "；{understood}",
        "；诉求人意见：{said}",
    ),
)
