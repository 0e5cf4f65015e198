"""重新办理: a case that ended is taken up again, as a new round of its own."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED, Stage


def _only_what_was_accepted(question: Question) -> Refusal | None:
    if question.case.accepted_at is None:
        return Refusal("never_accepted", "本件没有受理过，不能重新办理；不服不予受理的，走复核。")
    return None


def _effect(case: Case, event: Event) -> None:
    case.round += 1
    case.outcome = case.answer = case.solved = case.satisfaction = None
    case.revisit_satisfaction = None
    case.units = {}
    case.unsolvable = case.said = case.binding = False
    case.take_from_above()
    case.way = case.merged_into = case.verdict = case.lapsed = None
    case.decided_due_on = case.carry_out_on = case.determined_lead = None
    case.returns = 0
    case.replied_at = case.informed_at = case.ended_at = case.archived_at = None


ACT = Act(
    name="reopen",
    term="重新办理",
    event="reopened",
    possible=CLOSED,
    to=Stage.ACCEPTED,
    asks=(ask.REASON,),
    effect=_effect,
    check=_only_what_was_accepted,
    drops="work",
    sentence=("重新办理，理由：{reason}",),
)
