"""当场答复: the window answers at once, and the petitioner is told by it."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.answer = "result"
    case.way = "answer"
    case.replied_at = case.informed_at = event.done_at
    case.said = case.said or "said" in event.beside


ACT = Act(
    name="answer",
    term="当场答复",
    event="answered",
    possible=frozenset({Stage.ACCEPTED, Stage.SCREENED}),
    to=Stage.INFORMED,
    asks=(ask.TEXT,),
    may=(ask.KIND, ask.SIGNATURE, ask.SAID),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    sentence=("当场答复：{text}", "；诉求人意见：{said}"),
)
