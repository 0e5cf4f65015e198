"""提级: a higher tier takes charge of the case."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Stage


def _only_upwards(question: Question) -> Refusal | None:
    tiers, wished = list(question.standard.tiers), question.value("tier")
    here = tiers.index(question.case.tier) if question.case.tier in tiers else -1
    if here == len(tiers) - 1:
        return Refusal("top_tier", "本件已在最高一级办理，不能再提级。")
    if wished in tiers and tiers.index(str(wished)) <= here:
        now = question.standard.tiers[tiers[here]].label
        return Refusal("not_higher", f"本件已在“{now}”，只能提到更高的一级。", field="tier")
    return None


def _effect(case: Case, event: Event) -> None:
    case.tier = event.text("tier")


ACT = Act(
    name="escalate",
    term="提级办理",
    event="escalated",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    asks=(ask.TIER,),
    may=(ask.REASON,),
    effect=_effect,
    check=_only_upwards,
    reclassifies=True,
    sentence=("提级到{tier}", "，理由：{reason}"),
)
