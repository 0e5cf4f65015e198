"""上级退回: the level above does not take it, and says why; this centre must deal with it again."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _only_what_was_sent_up(question: Question) -> Refusal | None:
    if question.case.way != "send_up":
        return Refusal("not_sent_up", "本件没有提交上级，谈不上上级退回。")
    return None


def _effect(case: Case, event: Event) -> None:
    case.units = {}
    case.way = None
    case.end_links("answered")
    case.elsewhere = case.joint = False
    case.stage = case.stage_before_placing()
    case.moved_at = event.done_at


ACT = Act(
    name="send_back",
    term="上级退回",
    event="sent_back",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.REASON, ask.FROM_UNIT),
    may=(ask.ORIGIN_NO,),
    phase=Phase.HANDLING,
    effect=_effect,
    leads_back=True,
    check=_only_what_was_sent_up,
    drops="placed",
    sentence=("{from_unit}退回，理由：{reason}", "；编号 {origin_no}"),
)
