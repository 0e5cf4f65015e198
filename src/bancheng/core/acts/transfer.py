"""分办／转办: the case is placed with the departments, one of which leads; their limits begin."""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.placing import wrong_departments
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _to_whom(question: Question) -> Refusal | None:
    refusal, lead = wrong_departments(question), question.value("lead")
    fixed = question.case.determined_lead
    if refusal is None and lead and fixed and lead != fixed:
        cites = question.standard.acts["determine"].cites
        sentence = (
            "会议已经明确牵头部门，请按会议确定的部门分办；它承办不了的，由它按时退回，"
            "它已经撤并的，请会议写明理由重新明确。"
        )
        return Refusal("not_as_determined", sentence, cites, "lead")
    return refusal


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
