"""不批准: the second person does not agree; the case stands as it stood."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="reject",
    term="不批准",
    event="rejected",
    possible=frozenset(Stage) - {Stage.NONE},
    asks=(ask.REQUEST, ask.REASON),
    core_by=("approver",),
    sentence=("不批准，理由：{reason}",),
)
