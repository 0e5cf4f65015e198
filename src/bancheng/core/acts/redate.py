"""工作日历变更: a holiday notice came out; due times move openly, or stop being provisional."""

from __future__ import annotations

from bancheng.core.act import Act
from bancheng.core.stage import Stage

ACT = Act(
    name="redate",
    term="工作日历变更",
    event="redated",
    possible=frozenset(Stage) - {Stage.NONE},
    core_by=("system",),
    sentence=("工作日历有变，重新计算时限",),
)
