"""超时记录: the system notes that a duty was not done by its due time."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage


def _late_indeed(question: Question) -> Refusal | None:
    name = question.value("duty")
    duty = question.case.duties.get(str(name)) if name is not None else None
    if name is None or (duty and duty.is_open and duty.late_at(question.at)):
        return None
    return Refusal("not_late", "这件事没有超时，不能记为超时。", field="duty")


def _effect(case: Case, event: Event) -> None:
    case.lapsed = case.duties[event.text("duty")].rule


ACT = Act(
    name="lapse",
    term="超时记录",
    event="lapsed",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.DUTY,),
    may=(ask.CARD,),
    effect=_effect,
    check=_late_indeed,
    core_by=("system",),
    sentence=("“{duty}”超过时限",),
)
