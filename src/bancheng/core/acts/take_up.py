"""上级收件: the level above has a case of its own for this one; here its number is put down."""

from __future__ import annotations

from dataclasses import replace

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage


def _sent_and_without_number(question: Question) -> Refusal | None:
    since = question.value("since")
    if any(link.above is None and since in (None, link.since) for link in question.case.links):
        return None
    return Refusal("nothing_sent_up", "这次提交上级已有工单，或者没有提交过。", field="since")


def _effect(case: Case, event: Event) -> None:
    case.links = tuple(
        replace(link, above=event.text("above")) if link.since == event.data["since"] else link
        for link in case.links
    )


ACT = Act(
    name="take_up",
    term="上级收件",
    event="taken_up",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.ABOVE, ask.SINCE),
    may=(ask.ORIGIN_NO,),
    effect=_effect,
    check=_sent_and_without_number,
    core_by=("system",),
    sentence=("上级已收件，另立工单 {origin_no}",),
)
