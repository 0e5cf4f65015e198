"""一次性告知: what is missing and how to complete it, told once; it never delays accepting
a matter whose ground includes incomplete papers."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.papers = "incomplete"


ACT = Act(
    name="give_notice",
    term="一次性告知",
    event="notice_given",
    possible=frozenset({Stage.REGISTERED}),
    to=Stage.AWAITING_PAPERS,
    asks=(ask.MISSING,),
    may=(ask.NEXT_STEP,),
    phase=Phase.INTAKE,
    effect=_effect,
    sentence=("一次性告知需补材料", "：{missing}", "；下一步：{next_step}"),
)
