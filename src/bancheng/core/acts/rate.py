"""好差评: the petitioner's own rating."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import CLOSED


def _effect(case: Case, event: Event) -> None:
    case.satisfaction = event.text("satisfaction")
    case.solved = event.text("solved") or case.solved


ACT = Act(
    name="rate",
    term="好差评",
    event="rated",
    possible=CLOSED,
    asks=(ask.SATISFACTION,),
    may=(ask.SOLVED, ask.SAID),
    effect=_effect,
    sentence=("评价：{satisfaction}", "；是否解决：{solved}", "；意见建议：{said}"),
)
