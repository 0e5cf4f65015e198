"""催办: the window urges whoever owes."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import OPEN, Stage

ACT = Act(
    name="remind",
    term="催办",
    event="reminded",
    possible=OPEN | {Stage.SUBMITTED},
    may=(ask.TEXT,),
    sentence=("催办", "：{text}"),
)
