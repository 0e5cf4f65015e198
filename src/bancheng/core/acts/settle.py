"""督办销号: supervision ends with its reasons."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import CLOSED

ACT = Act(
    name="settle",
    term="督办销号",
    event="settled",
    possible=CLOSED,
    asks=(ask.REASON,),
    sentence=("督办销号，理由：{reason}",),
)
