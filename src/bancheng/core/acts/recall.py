"""撤回分办: a transfer made in error is taken back; the case stands where it stood before."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.units = {}
    case.binding = False
    case.take_from_above()
    case.way = case.merged_into = None
    case.stage = case.stage_before_placing()
    case.moved_at = event.done_at


ACT = Act(
    name="recall",
    term="撤回分办",
    event="recalled",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.REASON,),
    phase=Phase.HANDLING,
    effect=_effect,
    leads_back=True,
    drops="placed",
    sentence=("撤回分办，理由：{reason}",),
)
