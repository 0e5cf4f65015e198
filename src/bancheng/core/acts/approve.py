"""批准: the second person agrees; only now the requested act takes effect."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="approve",
    term="批准",
    event="approved",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.REQUEST,),
    may=(ask.OPINION,),
    core_by=("approver",),
    sentence=("批准", "：{opinion}"),
)
