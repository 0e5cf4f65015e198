"""分办／转办: the case is placed with the departments, one of which leads; their limits begin."""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _to_whom(question: Question) -> Refusal | None:
    lead, supporting = question.value("lead"), question.value("supporting")
    if question.is_past("decided_due_on"):
        return Refusal(
            "date_past", "确定的办结日期已经过去，请改填以后的日期。", field="decided_due_on"
        )
    if not lead:
        return None
    others = [str(u) for u in supporting] if isinstance(supporting, list) else []
    if lead in others:
        return Refusal("lead_supports_itself", "牵头部门不必再列为协办部门。", field="supporting")
    if question.case.accuses(lead, *others):
        return Refusal("walled_off", "不得把作风问题交给被反映的单位办理。", field="lead")
    led_by = question.standard.leading.several_led_by
    if others and led_by and lead != led_by:
        sentence = f"涉及多个部门的，由{led_by}牵头。"
        return Refusal("wrong_lead", sentence, question.standard.leading.cites, "lead")
    return None


def _designated(question: Question) -> dict[str, Json]:
    returns = question.standard.returns
    if returns is None or returns.times is None or returns.then != "designate":
        return {}
    return {"binding": True} if question.case.returns >= returns.times else {}


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.units = dict.fromkeys(event.names("supporting"), "supporting") | {
        event.text("lead"): "lead"
    }
    case.ever_placed |= frozenset(case.units)
    case.binding = bool(event.data.get("binding"))
    case.elsewhere = False
    case.way = "transfer"
    if day := event.text("decided_due_on"):
        case.decided_due_on = date.fromisoformat(day)


ACT = Act(
    name="transfer",
    term="分办（转办）",
    event="transferred",
    possible=UNASSIGNED,
    to=Stage.ASSIGNED,
    asks=(ask.LEAD,),
    may=(
        ask.SUPPORTING,
        ask.KIND,
        ask.OPINION,
        ask.SIGNATURE,
        ask.OTHER_REQUEST,
        ask.REMARKS,
        ask.BINDING,
    ),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_to_whom,
    derive=_designated,
    sentence=(
        "交{lead}办理",
        "，{supporting}协办",
        "；意见：{opinion}",
        "；其他要求：{other_request}",
        "；备注：{remarks}",
    ),
)
