"""申请复核: the petitioner asks that a declined matter be looked at again."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage


def _declined_and_not_asked_yet(question: Question) -> Refusal | None:
    case = question.case
    if case.refusal is None:
        return Refusal("not_declined", "本件没有不予受理，不需要复核。")
    if any("review_decline" in duty.owed for duty in case.owed()):
        return Refusal("already_asked", "诉求人已经申请过，正等复核结论。")
    return None


ACT = Act(
    name="ask_review",
    term="申请复核",
    event="review_asked",
    possible=frozenset({Stage.REPLIED, Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}),
    may=(ask.REASON,),
    check=_declined_and_not_asked_yet,
    sentence=("申请复核不予受理", "，理由：{reason}"),
)
