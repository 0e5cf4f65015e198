"""记一笔: a remark for colleagues; it changes nothing.

The channel a case came by makes one when it adds to what it handed in.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL, Stage

ACT = Act(
    name="note",
    term="加一条记录",
    event="noted",
    possible=ALL | {Stage.SUBMITTED},
    asks=(ask.TEXT,),
    core_by=("centre_staff", "any_assigned", "origin"),
    sentence=("记录：{text}",),
)
