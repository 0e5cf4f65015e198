"""答复核查函: the person asked says what they have to say to the question put to them."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.duty import Duty
from bancheng.core.event import Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL

NAME = "answer_inquiry"


def _slip(question: Question) -> Duty | None:
    """The open slip that is answered."""
    number = question.value("inquiry")
    slips = (d for d in question.case.owed() if NAME in d.owed)
    return next((d for d in slips if d.arose == number), None)


def _addressed_to_them(question: Question) -> Refusal | None:
    if question.given is None:
        slips = [d for d in question.case.owed() if NAME in d.owed]
        return None if slips else Refusal("nothing_asked", "没有等答复的核查函。")
    slip, rule = _slip(question), question.standard.acts[NAME]
    if slip is None:
        sentence = "这份核查函已经了结，不用再答复。"
        return Refusal("slip_closed", sentence, rule.cites, "inquiry")
    if slip.person == question.actor.user or question.actor.roles & set(rule.recorded_by):
        return None
    return Refusal("not_your_act", "核查函只能由被询问的本人答复。", rule.cites, "inquiry")


def _who_was_asked(question: Question) -> dict[str, Json]:
    slip = _slip(question)
    return {"asked_person": slip.person} if slip else {}


ACT = Act(
    name=NAME,
    term="答复核查函",
    event="inquiry_answered",
    possible=ALL,
    asks=(ask.INQUIRY, ask.TEXT),
    check=_addressed_to_them,
    derive=_who_was_asked,
    sentence=("答复核查函：{text}",),
)
