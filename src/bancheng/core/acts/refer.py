"""提交领导小组（专班会议）: unclear, complex or cross-department matters are put to the body."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="refer",
    term="提交会议研究",
    event="referred",
    possible=frozenset({Stage.ACCEPTED, Stage.SCREENED}),
    to=Stage.REFERRED,
    may=(ask.QUESTION,),
    phase=Phase.ASSIGNMENT,
    sentence=("提交会议研究", "：{question}"),
)
