"""报告落实: what the opinion promised has been carried out; a report on the way there is not it."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _something_was_promised(question: Question) -> Refusal | None:
    case = question.case
    if case.carry_out_on is None:
        return Refusal("nothing_promised", "回复没有写明落实日期，不需要报告落实。")
    if case.happened("carried_out"):
        return Refusal("carried_out_already", "已经报告过落实。")
    return None


ACT = Act(
    name="carry_out",
    term="报告落实",
    event="carried_out",
    possible=frozenset({Stage.REPLIED, Stage.INFORMED, Stage.ENDED}),
    asks=(ask.TEXT,),
    may=(ask.SIGNATURE,),
    phase=Phase.AFTER,
    check=_something_was_promised,
    sentence=("办理意见已经落实：{text}",),
)
