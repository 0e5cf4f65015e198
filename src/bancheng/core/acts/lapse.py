"""超时记录: the system notes that a duty was not done by its due time."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="lapse",
    term="超时记录",
    event="lapsed",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.DUTY,),
    may=(ask.CARD,),
    core_by=("system",),
    sentence=("“{duty}”超过时限",),
)
