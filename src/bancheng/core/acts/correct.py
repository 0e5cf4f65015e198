"""更正: an earlier entry is put right; what stood before stays readable."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _an_entry_there_is(question: Question) -> Refusal | None:
    number = question.value("corrected")
    if number is None or number in {p.seq for p in question.case.past}:
        return None
    return Refusal("no_such_entry", f"本件没有第 {number} 条记录，请核对。", field="corrected")


ACT = Act(
    name="correct",
    term="更正",
    event="corrected",
    possible=ALL,
    asks=(ask.CORRECTED, ask.TEXT, ask.REASON),
    may=(ask.NAME, ask.PHONE, ask.MATTER),
    check=_an_entry_there_is,
    core_by=("centre_staff", "any_assigned"),
    sentence=("更正第 {corrected} 条：{text}", "；理由：{reason}"),
)
