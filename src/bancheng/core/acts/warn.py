"""到期提醒: the system notes that a duty is about to fall due, as the standard's cards say."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="warn",
    term="到期提醒",
    event="warned",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.DUTY,),
    may=(ask.CARD,),
    core_by=("system",),
    sentence=("{card}：“{duty}”即将到期",),
)
