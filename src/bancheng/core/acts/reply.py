"""回复处理结果: the lead answers for the whole; 办结时间 on the form is this moment."""

from __future__ import annotations

from datetime import date

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _may_reply(question: Question) -> Refusal | None:
    if question.case.joint:
        sentence = "上级另立了工单，结果由它转下来；它用电话或者书面先答复的，请记“收到办理结果”。"
        return Refusal("answered_above", sentence, question.standard.acts["reply"].cites)
    return _unfit_answer(question) or _supporting_first(question)


def _unfit_answer(question: Question) -> Refusal | None:
    if question.value("answer") == "refusal":
        return Refusal("wrong_answer", "回复不能是“不予受理”，本件已经受理。", field="answer")
    if question.value("answer") == "basis" and not question.value("basis"):
        cites = question.standard.acts["reply"].cites
        sentence = "答复是办不了的，请写明依据：哪份文件、哪一条。"
        return Refusal("missing", sentence, cites, "basis")
    if question.is_past("carry_out_on"):
        return Refusal("date_past", "落实日期已经过去，请改填以后的日期。", field="carry_out_on")
    return None


def _supporting_first(question: Question) -> Refusal | None:
    case, leading = question.case, question.standard.leading
    if leading.reply != "waits_for_supporting" or question.value("reason"):
        return None
    waiting = [d for d in case.owed() if d.by == "supporting_department" and "contribute" in d.owed]
    if waiting and question.given is not None:
        sentence = "协办部门的意见还没有到；请等到后再回复，或在“理由”中写明为什么不等。"
        return Refusal("supporting_first", sentence, leading.cites, "reason")
    return None


def _effect(case: Case, event: Event) -> None:
    day = event.text("carry_out_on")
    case.answer = event.text("answer")
    case.carry_out_on = date.fromisoformat(day) if day else None
    case.replied_at = event.done_at


ACT = Act(
    name="reply",
    term="回复处理结果",
    event="replied",
    possible=frozenset({Stage.ASSIGNED}),
    to=Stage.REPLIED,
    asks=(ask.ANSWER, ask.TEXT),
    may=(ask.BASIS, ask.CARRY_OUT_ON, ask.SIGNATURE, ask.REASON),
    phase=Phase.HANDLING,
    effect=_effect,
    check=_may_reply,
    sentence=(
        "回复{answer}：{text}",
        "；依据：{basis}",
        "；{carry_out_on}前落实",
        "；未等协办意见的理由：{reason}",
    ),
)
