"""提交上级: beyond this centre's authority; the upper level has its own case, ours stays open."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _not_to_the_accused(question: Question) -> Refusal | None:
    if question.case.accuses(question.value("to_unit")):
        return Refusal("walled_off", "不得把作风问题交给被反映的单位办理。", field="to_unit")
    return None


def _a_case_of_its_own(question: Question) -> dict[str, Json]:
    """Said when it is sent, so that who reads it there never hangs on what is set up later."""
    return {"joint": True} if question.value("to_unit") in question.joint_units else {}


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.units = {event.text("to_unit"): "lead"}
    case.send_above(event.seq, bool(event.data.get("joint")))
    case.elsewhere = True
    case.way = "send_up"


ACT = Act(
    name="send_up",
    term="提交上级",
    event="sent_up",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    to=Stage.ASSIGNED,
    asks=(ask.TO_UNIT,),
    may=(ask.KIND, ask.REASON, ask.SHARED),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_not_to_the_accused,
    derive=_a_case_of_its_own,
    drops="placed",
    sentence=("提交{to_unit}办理", "，理由：{reason}", "；随件告知：{shared}"),
)
