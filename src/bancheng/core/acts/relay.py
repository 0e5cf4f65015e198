"""意见转达: what the petitioner said is passed on to the departments."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="relay",
    term="意见转达",
    event="relayed",
    possible=frozenset({Stage.INFORMED, Stage.ENDED}),
    may=(ask.TEXT,),
    sentence=("把诉求人的意见转达承办部门", "：{text}"),
)
