"""记一笔: a remark for colleagues; it changes nothing."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL

ACT = Act(
    name="note",
    term="加一条记录",
    event="noted",
    possible=ALL,
    asks=(ask.TEXT,),
    core_by=("centre_staff", "any_assigned"),
    sentence=("记录：{text}",),
)
