"""提交上级: beyond this centre's authority; the upper level has its own case, ours stays open."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _not_to_the_accused(question: Question) -> Refusal | None:
    if question.case.accuses(question.value("to_unit")):
        return Refusal("walled_off", "不得把作风问题交给被反映的单位办理。", field="to_unit")
    return None


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.units = {event.text("to_unit"): "lead"}
    case.elsewhere = True
    case.way = "send_up"


ACT = Act(
    name="send_up",
    term="提交上级",
    event="sent_up",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    to=Stage.ASSIGNED,
    asks=(ask.TO_UNIT,),
    may=(ask.KIND, ask.REASON),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_not_to_the_accused,
    drops="placed",
    sentence=("提交{to_unit}办理", "，理由：{reason}"),
)
