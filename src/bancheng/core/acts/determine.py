"""研究明确: the body fixes the departments, who leads, and the time limit."""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.placing import wrong_departments
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    day = event.text("decided_due_on")
    case.decided_due_on = date.fromisoformat(day) if day else None
    case.determined_lead = event.text("lead")
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
    check=wrong_departments,
    sentence=(
        "研究明确由{lead}牵头",
        "，{supporting}协办",
        "，{decided_due_on}前办结",
        "；纪要：{minutes}",
    ),
)
