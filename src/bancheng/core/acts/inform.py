"""反馈诉求人: the petitioner is told the result, and what they say to it is recorded."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.informed_at = event.done_at
    case.said = case.said or "said" in event.beside


ACT = Act(
    name="inform",
    term="反馈诉求人",
    event="informed",
    possible=frozenset({Stage.REPLIED}),
    to=Stage.INFORMED,
    asks=(ask.MEANS,),
    may=(ask.TEXT, ask.SAID),
    phase=Phase.TELLING,
    effect=_effect,
    sentence=("以{means}反馈诉求人", "：{text}", "；诉求人意见：{said}"),
)
