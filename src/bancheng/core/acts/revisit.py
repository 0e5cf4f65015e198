"""全量回访: the level above asks the petitioner of a closed case once more, on its own account.

It changes neither where the case stands nor what the window's callback found: both stand.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import CLOSED


def _effect(case: Case, event: Event) -> None:
    case.revisit_satisfaction = event.text("satisfaction")


ACT = Act(
    name="revisit",
    term="全量回访",
    event="revisited",
    possible=CLOSED,
    asks=(ask.SOLVED, ask.SATISFACTION, ask.ANSWERED_BY, ask.CAMPAIGN),
    may=(ask.SAID,),
    effect=_effect,
    sentence=(
        "全量回访（{answered_by}）：是否解决——{solved}",
        "，满意度——{satisfaction}",
        "；意见建议：{said}",
    ),
)
