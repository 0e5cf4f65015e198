"""发核查函: one named person of the unit complained of is asked one question and sees nothing else.

The complaint stays kept from that unit and from the person asked: they are shown the question, by
when it is to be answered, and who asks.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL, Stage


def _another_person_once(question: Question) -> Refusal | None:
    person = question.value("asked_person")
    if not person:
        return None
    if person == question.actor.user:
        sentence = "核查函是发给被反映单位的人的，不能发给自己。"
        return Refusal("same_person", sentence, field="asked_person")
    if question.case.asked_of(str(person)):
        sentence = "上一份核查函{user}还没有答复，等答复了或者作出核查结论以后再发。"
        return Refusal("asked_already", sentence, field="asked_person", user=str(person))
    return None


ACT = Act(
    name="inquire",
    term="发核查函",
    event="inquired",
    possible=ALL - {Stage.REGISTERED, Stage.AWAITING_PAPERS, Stage.ARCHIVED},
    asks=(ask.ASKED_PERSON, ask.PUT_QUESTION),
    check=_another_person_once,
    sentence=("向{asked_person}发核查函", "，请其说明：{put_question}"),
)
