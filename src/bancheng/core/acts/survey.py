"""现场踏勘: somebody went to see."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="survey",
    term="现场踏勘",
    event="surveyed",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.TEXT,),
    may=(ask.PRESENT,),
    phase=Phase.HANDLING,
    sentence=("现场踏勘：{text}", "；参加：{present}"),
)
