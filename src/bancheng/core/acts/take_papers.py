"""收取材料: the window takes papers of the petitioner in hand and owes them back."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import OPEN


def _effect(case: Case, event: Event) -> None:
    case.papers_held = True


ACT = Act(
    name="take_papers",
    term="收取材料",
    event="papers_taken",
    possible=OPEN,
    asks=(ask.PAPERS_TAKEN,),
    effect=_effect,
    sentence=("收下诉求人的材料：{papers_taken}",),
)
