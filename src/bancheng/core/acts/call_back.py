"""回访: is it solved, how satisfied, what else."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage

ANSWERS = frozenset({"answered", "guided", "explained", "replied"})


def _by_another(question: Question) -> Refusal | None:
    callback, case = question.standard.callback, question.case
    if not callback.by_other_than_handler:
        return None
    answers = [p for p in case.past if p.name in ANSWERS and p.round == case.round]
    if not answers or answers[-1].user != question.actor.user:
        return None
    return Refusal("same_person", "经办的人不能回访自己办的件，请换一个人回访。", callback.cites)


def _effect(case: Case, event: Event) -> None:
    case.solved = event.text("solved")
    case.satisfaction = event.text("satisfaction")


ACT = Act(
    name="call_back",
    term="回访",
    event="called_back",
    possible=frozenset({Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}),
    asks=(ask.SOLVED, ask.SATISFACTION),
    may=(ask.SAID, ask.MEANS),
    effect=_effect,
    check=_by_another,
    sentence=("回访：是否解决——{solved}", "，满意度——{satisfaction}", "；意见建议：{said}"),
)
