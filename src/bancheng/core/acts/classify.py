"""分类: the kind is set or changed; limits are recomputed openly, never reviving what was done."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _another_kind(question: Question) -> Refusal | None:
    if question.given is not None and question.value("kind") == question.case.kind:
        return Refusal("same_kind", "类别没有改变，不需要再分类。", field="kind")
    return None


def _declared(question: Question) -> dict[str, Json]:
    kind = question.standard.kinds.get(str(question.value("kind")))
    return {"declared": True} if kind and kind.declared else {}


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind")
    case.unsolvable = bool(event.data.get("declared"))


ACT = Act(
    name="classify",
    term="分类",
    event="classified",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    asks=(ask.KIND,),
    may=(ask.REASON,),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_another_kind,
    derive=_declared,
    reclassifies=True,
    sentence=("改定类别为{kind}", "，理由：{reason}"),
)
