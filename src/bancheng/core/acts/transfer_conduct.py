"""作风问题移送: still not improved; the body in charge gets it, with the record."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="transfer_conduct",
    term="作风问题移送",
    event="conduct_transferred",
    possible=frozenset(
        {Stage.ASSIGNED, Stage.REPLIED, Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}
    ),
    asks=(ask.TO_BODY,),
    may=(ask.REASON,),
    sentence=("移送{to_body}处理", "，理由：{reason}"),
)
