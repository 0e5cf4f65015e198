"""缓议: the body looked at the case and did not decide; it says why, and still owes a decision."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="postpone",
    term="缓议",
    event="postponed",
    possible=frozenset({Stage.REFERRED}),
    asks=(ask.REASON,),
    may=(ask.MINUTES,),
    phase=Phase.ASSIGNMENT,
    sentence=("会议缓议，理由：{reason}", "；纪要：{minutes}"),
)
