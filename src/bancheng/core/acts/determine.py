"""研究明确: the body fixes the departments, who leads, and the time limit."""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _not_in_the_past(question: Question) -> Refusal | None:
    if question.is_past("decided_due_on"):
        return Refusal(
            "date_past", "确定的办结日期已经过去，请改填以后的日期。", field="decided_due_on"
        )
    return None


def _effect(case: Case, event: Event) -> None:
    day = event.text("decided_due_on")
    case.decided_due_on = date.fromisoformat(day) if day else None
    case.units = {}


ACT = Act(
    name="determine",
    term="研究明确",
    event="determined",
    possible=frozenset({Stage.REFERRED}),
    to=Stage.DETERMINED,
    asks=(ask.LEAD,),
    may=(ask.SUPPORTING, ask.DECIDED_DUE_ON, ask.MINUTES, ask.PRESENT),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_not_in_the_past,
    sentence=(
        "研究明确由{lead}牵头",
        "，{supporting}协办",
        "，{decided_due_on}前办结",
        "；纪要：{minutes}",
    ),
)
