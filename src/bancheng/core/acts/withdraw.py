"""撤回: the petitioner takes the matter back; nobody owes an answer any more."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import OPEN, Stage


def _effect(case: Case, event: Event) -> None:
    case.outcome = "withdrawn"
    case.ended_at = event.done_at
    case.end_links("given_up")
    case.pending.clear()  # what was asked for has no object any more


ACT = Act(
    name="withdraw",
    term="撤回",
    event="withdrawn",
    possible=OPEN | {Stage.SUBMITTED},
    to=Stage.ENDED,
    may=(ask.REASON,),
    effect=_effect,
    drops="all",
    sentence=("撤回诉求", "，理由：{reason}"),
)
