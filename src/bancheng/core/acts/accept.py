"""受理: the matter is taken on under one of the grounds; the limits begin."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.stage import Phase, Stage


def _about_conduct(question: Question) -> dict[str, Json]:
    ground = question.standard.grounds.get(str(question.value("ground")))
    return {"conduct": True} if ground and ground.conduct else {}


def _effect(case: Case, event: Event) -> None:
    case.ground = event.text("ground")
    case.kind = event.text("kind") or case.kind
    case.traits = event.names("traits") or case.traits
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
    possible=frozenset({Stage.REGISTERED}),
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
    ),
    phase=Phase.INTAKE,
    effect=_effect,
    derive=_about_conduct,
    sentence=("受理", "，情形：{ground}", "，类别：{kind}", "；下一步：{next_step}"),
)
