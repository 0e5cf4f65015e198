"""Afterwards: does the journal verify, do the rows follow from it, is nothing left that must be?"""

from __future__ import annotations

from collections.abc import Sequence

from bancheng.casework import rebuild
from bancheng.cli.trialling.tally import Tally
from bancheng.journal import verify

SHOWN = 10


def judge(tallies: Sequence[Tally]) -> list[str]:
    """Everything that is wrong, in sentences; empty where the trial holds."""
    faults = [found.sentence for found in verify.verify().breaks]
    different = rebuild.compare()
    faults += [f"行与日志不同：{line}" for line in different[:SHOWN]]
    for tally in tallies:
        if tally.archived != tally.cases:
            faults.append(f"{tally.standard}：{tally.cases - tally.archived} 件没有归档。")
        faults += [f"{tally.standard}：已结束而还欠 {left}" for left in tally.closing_left[:SHOWN]]
    return faults
