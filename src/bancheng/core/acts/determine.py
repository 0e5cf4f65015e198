"""研究明确: the body fixes the departments, who leads, and the time limit.

Until the case is placed the body may decide anew: a department it fixed can cease to exist, and a
wrong name can be ticked. It says why, and what it said before stays on record.
"""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.placing import wrong_departments
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _to_whom(question: Question) -> Refusal | None:
    anew = question.case.stage is Stage.DETERMINED and question.given is not None
    if anew and not question.value("reason"):
        sentence = "会议已经明确过；要改定的，请写明理由。"
        return Refusal("missing", sentence, question.standard.acts["determine"].cites, "reason")
    return wrong_departments(question)


def _effect(case: Case, event: Event) -> None:
    day = event.text("decided_due_on")
    case.decided_due_on = date.fromisoformat(day) if day else None
    case.determined_lead = event.text("lead")
    case.units = {}


ACT = Act(
    name="determine",
    term="研究明确",
    event="determined",
    possible=frozenset({Stage.REFERRED, Stage.DETERMINED}),
    to=Stage.DETERMINED,
    asks=(ask.LEAD,),
    may=(
        ask.SUPPORTING,
        ask.DECIDED_DUE_ON,
        ask.OPINION,
        ask.MINUTES,
        ask.PRESENT,
        ask.REASON,
    ),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_to_whom,
    drops="anew",
    sentence=(
        "研究明确由{lead}牵头",
        "，{supporting}协办",
        "，{decided_due_on}前办结",
        "；意见：{opinion}",
        "；改定的理由：{reason}",
        "；{present}",
        "；纪要：{minutes}",
    ),
)
