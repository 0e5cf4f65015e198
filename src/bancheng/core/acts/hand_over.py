"""交接: another member of staff becomes answerable by name (首问负责), or helps from here on."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _not_to_those_complained_of(question: Question) -> Refusal | None:
    case = question.case
    for name in ("to_user", "helper"):
        if case.conduct and question.value(name) in case.accused_users:
            sentence = "不能把反映作风的工单交接给被反映的人，请另选一位。"
            return Refusal("walled_off", sentence, field=name)
    return None


def _effect(case: Case, event: Event) -> None:
    case.answerable = event.text("to_user")
    case.helper = event.text("helper") or case.helper


ACT = Act(
    name="hand_over",
    term="交接",
    event="handed_over",
    possible=ALL,
    asks=(ask.TO_USER,),
    may=(ask.HELPER, ask.TEXT),
    effect=_effect,
    check=_not_to_those_complained_of,
    core_by=("centre_staff",),
    sentence=("交接给{to_user}", "，帮办代办由{helper}接着办", "：{text}"),
)
