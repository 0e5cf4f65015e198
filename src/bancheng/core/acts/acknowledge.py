"""部门签收: the department has read what the petitioner said."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="acknowledge",
    term="部门签收意见",
    event="acknowledged",
    possible=frozenset({Stage.INFORMED, Stage.ENDED}),
    may=(ask.TEXT,),
    sentence=("签收诉求人的意见", "：{text}"),
)
