"""答复来件单位: the result goes down to the centre that sent the case up; it tells the petitioner.

So nobody is told twice. To the case above this is what telling the petitioner is to others.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.informed_at = event.done_at


ACT = Act(
    name="hand_down",
    term="答复来件单位",
    event="handed_down",
    possible=frozenset({Stage.REPLIED}),
    to=Stage.INFORMED,
    may=(ask.BELOW, ask.TEXT),
    phase=Phase.TELLING,
    effect=_effect,
    sentence=("结果已答复来件单位", "（工单 {below}）", "，由它告知诉求人", "：{text}"),
)
