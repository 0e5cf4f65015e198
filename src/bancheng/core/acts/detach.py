"""撤下附件: a file attached in error is struck out: who did it and why is kept, and so is the file.

A correction, not an erasure: lists show it as struck, and only whoever could strike it opens it.
It stays possible after archiving: somebody else's papers do not become right by being filed.
"""

from __future__ import annotations

from dataclasses import replace

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _one_of_ones_own(question: Question) -> Refusal | None:
    case, wanted = question.case, question.value("struck")
    if wanted is None:
        standing = [held for held in case.files.values() if not held.struck]
        if not standing:
            return Refusal("no_files", "本件没有附件可以撤下。")
        if not any(case.may_strike(held, question.actor) for held in standing):
            return Refusal("not_your_file", "部门只能撤下本部门附上的文件。")
        return None
    held = case.files.get(str(wanted))
    if held is None or held.struck:
        return Refusal("no_such_file", "没有这个附件，或者已经撤下。", field="struck")
    if not case.may_strike(held, question.actor):
        return Refusal(
            "not_your_file", "这个附件不是您的部门附上的，请附上的人撤下。", field="struck"
        )
    return None


def _effect(case: Case, event: Event) -> None:
    file_id = event.text("struck")
    case.files = {**case.files, file_id: replace(case.files[file_id], struck=True)}


ACT = Act(
    name="detach",
    term="撤下附件",
    event="detached",
    possible=ALL,
    asks=(ask.STRUCK, ask.REASON),
    effect=_effect,
    check=_one_of_ones_own,
    core_by=("centre_staff", "any_assigned"),
    sentence=("撤下一个附件", "，理由：{reason}"),
)
