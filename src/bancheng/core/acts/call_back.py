"""回访: is it solved, how satisfied, what else."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Stage


def _effect(case: Case, event: Event) -> None:
    case.solved = event.text("solved")
    case.satisfaction = event.text("satisfaction")


ACT = Act(
    name="call_back",
    term="回访",
    event="called_back",
    possible=frozenset({Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}),
    asks=(ask.SOLVED, ask.SATISFACTION),
    may=(ask.SAID, ask.MEANS),
    effect=_effect,
    sentence=("回访：是否解决——{solved}", "，满意度——{satisfaction}", "；意见建议：{said}"),
)
