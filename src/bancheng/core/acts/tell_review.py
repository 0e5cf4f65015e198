"""告知复核结论: whoever asked for a review and was not followed is told, and it is recorded."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage


def _only_what_was_upheld(question: Question) -> Refusal | None:
    if question.case.refusal is not None and question.case.happened("decline_upheld"):
        return None
    return Refusal("not_reviewed", "本件没有维持不予受理的复核结论，不用告知。")


ACT = Act(
    name="tell_review",
    term="告知复核结论",
    event="review_told",
    possible=frozenset({Stage.REPLIED, Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}),
    asks=(ask.MEANS,),
    may=(ask.TEXT, ask.SAID),
    check=_only_what_was_upheld,
    sentence=("以{means}告知复核结论", "：{text}", "；诉求人意见：{said}"),
)
