"""责任认定: who answers for a fault, confirmed by a second person."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _two_persons(question: Question) -> Refusal | None:
    second = question.value("second_person")
    if second and second in (question.actor.user, question.value("person")):
        sentence = "确认人须是认定人和责任人以外的另一个人。"
        return Refusal("same_person", sentence, field="second_person")
    return None


ACT = Act(
    name="hold_accountable",
    term="责任认定",
    event="held_accountable",
    possible=ALL,
    asks=(ask.PERSON, ask.REASON),
    may=(ask.DUTY, ask.SECOND_PERSON),
    check=_two_persons,
    sentence=(
        "认定责任人：{person}",
        "，事项：{duty}",
        "，理由：{reason}",
        "，确认人：{second_person}",
    ),
)
