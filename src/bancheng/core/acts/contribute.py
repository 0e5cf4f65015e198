"""协办意见: a supporting department gives its part; the stage does not move."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="contribute",
    term="提出协办意见",
    event="contributed",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.TEXT,),
    may=(ask.BASIS, ask.SIGNATURE),
    phase=Phase.HANDLING,
    sentence=("提出协办意见：{text}", "；依据：{basis}"),
)
