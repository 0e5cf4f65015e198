"""告知受理结果: who did not stand at the counter is told that the matter was accepted."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import OPEN, Stage

ACT = Act(
    name="tell_acceptance",
    term="告知受理结果",
    event="acceptance_told",
    possible=OPEN - {Stage.REGISTERED, Stage.AWAITING_PAPERS},
    asks=(ask.MEANS,),
    may=(ask.NEXT_STEP,),
    sentence=("以{means}告知已受理", "；下一步：{next_step}"),
)
