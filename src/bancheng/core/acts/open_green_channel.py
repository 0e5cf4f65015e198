"""绿色通道: a mark on the case; the departments are told at once."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Stage


def _once(question: Question) -> Refusal | None:
    return Refusal("opened_already", "绿色通道已经启动。") if question.case.green else None


def _effect(case: Case, event: Event) -> None:
    case.green = True


ACT = Act(
    name="open_green_channel",
    term="启动绿色通道",
    event="green_channel_opened",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    asks=(ask.DEPARTMENTS_TOLD,),
    effect=_effect,
    check=_once,
    sentence=("启动绿色通道，已通知{departments_told}",),
)
