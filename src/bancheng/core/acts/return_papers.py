"""退还材料: what the window held of the petitioner's papers goes back, with who took it."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _only_what_is_held(question: Question) -> Refusal | None:
    if question.case.papers_held:
        return None
    return Refusal("no_papers_held", "窗口手里没有诉求人的材料，没有要退的。")


def _effect(case: Case, event: Event) -> None:
    case.papers_held = bool(event.data.get("papers_left"))


ACT = Act(
    name="return_papers",
    term="退还材料",
    event="papers_returned",
    possible=ALL,
    asks=(ask.PAPERS_RETURNED, ask.RETURNED_TO),
    may=(ask.PAPERS_LEFT,),
    effect=_effect,
    check=_only_what_is_held,
    sentence=("退还材料：{papers_returned}", "，领取人：{returned_to}"),
)
