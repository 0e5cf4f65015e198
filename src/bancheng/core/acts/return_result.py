"""回传: the result goes back to the channel the case came from."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="return_result",
    term="回传结果",
    event="result_returned",
    possible=frozenset({Stage.INFORMED, Stage.ENDED}),
    may=(ask.TEXT,),
    sentence=("把结果回传来件渠道", "：{text}"),
)
