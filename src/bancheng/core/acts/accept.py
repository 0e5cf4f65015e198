"""受理: the matter is taken on under one of the grounds; the limits begin."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _papers(question: Question) -> Refusal | None:
    """A one-time notice never delays a matter whose ground includes incomplete papers."""
    if question.value("papers") == "incomplete" and not question.value("missing"):
        sentence = "材料不齐的，请写明还缺什么、怎么补，一次告知诉求人。"
        return Refusal("missing", sentence, field="missing")
    if question.case.stage is not Stage.AWAITING_PAPERS:
        return None
    grounds = question.standard.grounds
    chosen = grounds.get(str(question.value("ground")))
    if any(g.papers_may_lack for g in ([chosen] if chosen else grounds.values())):
        return None
    return Refusal("papers_first", "本件在等材料补齐，请先记“补正”再受理。", field="ground")


def _about_conduct(question: Question) -> dict[str, Json]:
    ground = question.standard.grounds.get(str(question.value("ground")))
    return {"conduct": True} if ground and ground.conduct else {}


def _effect(case: Case, event: Event) -> None:
    case.ground = event.text("ground")
    case.kind = event.text("kind") or case.kind
    case.traits = event.names("traits") or case.traits
    case.papers = event.text("papers") or case.papers
    case.waiting_units = event.names("waiting_units") or case.waiting_units
    case.service_item = event.text("service_item") or case.service_item
    case.unsolvable = False
    case.conduct = case.conduct or bool(event.data.get("conduct"))
    case.accused_units |= frozenset(event.names("accused_units"))
    case.accused_users |= frozenset(event.names("accused_users"))
    case.refusal = None
    case.accepted_at = event.done_at


ACT = Act(
    name="accept",
    term="受理",
    event="accepted",
    possible=frozenset({Stage.REGISTERED, Stage.AWAITING_PAPERS}),
    to=Stage.ACCEPTED,
    asks=(ask.GROUND,),
    may=(
        ask.KIND,
        ask.TRAITS,
        ask.ACCUSED_UNITS,
        ask.ACCUSED_USERS,
        ask.WAITING_UNITS,
        ask.WAITING_PAPERS,
        ask.PAPERS,
        ask.MISSING,
        ask.NEXT_STEP,
        ask.SERVICE_ITEM,
    ),
    phase=Phase.INTAKE,
    effect=_effect,
    check=_papers,
    derive=_about_conduct,
    sentence=("受理", "，情形：{ground}", "，类别：{kind}", "；下一步：{next_step}"),
)
