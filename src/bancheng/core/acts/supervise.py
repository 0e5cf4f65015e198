"""督办: the office follows a case that is late or whose petitioner is not satisfied."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL, Stage

ACT = Act(
    name="supervise",
    term="督办",
    event="supervised",
    possible=ALL - {Stage.REGISTERED, Stage.AWAITING_PAPERS},
    may=(ask.TEXT,),
    sentence=("督办", "：{text}"),
)
