"""分类: the kind is set or changed; limits are recomputed openly, never reviving what was done.

The service item can be named along with it, also where the kind stays and only the item is new."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _another_kind(question: Question) -> Refusal | None:
    if question.given is None or question.value("kind") != question.case.kind:
        return None
    if question.value("service_item") not in (None, question.case.service_item):
        return None
    return Refusal("same_kind", "类别没有改变，不需要再分类。", field="kind")


def _declared(question: Question) -> dict[str, Json]:
    kind = question.standard.kinds.get(str(question.value("kind")))
    return {"declared": True} if kind and kind.declared else {}


def _effect(case: Case, event: Event) -> None:
    if event.text("kind") != case.kind:
        case.kind = event.text("kind")
        case.unsolvable = bool(event.data.get("declared"))
    case.service_item = event.text("service_item") or case.service_item


ACT = Act(
    name="classify",
    term="分类",
    event="classified",
    possible=UNASSIGNED | {Stage.ASSIGNED},
    asks=(ask.KIND,),
    may=(ask.REASON, ask.SERVICE_ITEM),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    check=_another_kind,
    derive=_declared,
    reclassifies=True,
    sentence=("类别定为{kind}", "，理由：{reason}"),
)
