"""收到结果: the answer of a case that was placed elsewhere; it counts as the reply."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _only_from_elsewhere(question: Question) -> Refusal | None:
    if not question.case.elsewhere:
        return Refusal("not_elsewhere", "本件没有交到别处办理，请由承办部门回复。")
    return None


def _effect(case: Case, event: Event) -> None:
    case.answer = event.text("answer")
    case.end_links("answered")
    case.replied_at = event.done_at


ACT = Act(
    name="receive_result",
    term="收到办理结果",
    event="result_received",
    possible=frozenset({Stage.ASSIGNED}),
    to=Stage.REPLIED,
    asks=(ask.ANSWER, ask.TEXT, ask.FROM_UNIT),
    may=(ask.BASIS, ask.ORIGIN_NO),
    phase=Phase.HANDLING,
    effect=_effect,
    check=_only_from_elsewhere,
    counts_as="reply",
    sentence=("收到{from_unit}的{answer}：{text}", "；依据：{basis}", "；编号 {origin_no}"),
)
