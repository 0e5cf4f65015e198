"""登记: a member of staff puts a matter on record; also 补录, entered later with its true time."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _a_phone_or_none(question: Question) -> Refusal | None:
    if question.given is None or question.case.stage is Stage.SUBMITTED:
        return None
    if question.value("phone") or question.value("no_phone"):
        return None
    return Refusal(
        "phone_missing", "请填联系电话；诉求人没有电话的，勾选“没有电话”。", field="phone"
    )


def _effect(case: Case, event: Event) -> None:
    case.channel = event.text("channel") or case.channel
    case.traits = event.names("traits") or case.traits
    case.accused_units |= frozenset(event.names("accused_units"))
    case.accused_users |= frozenset(event.names("accused_users"))
    case.answerable = event.by.user
    case.service_item = event.text("service_item") or case.service_item
    case.registered_at = event.done_at


ACT = Act(
    name="register",
    term="登记",
    event="registered",
    possible=frozenset({Stage.NONE, Stage.SUBMITTED}),
    to=Stage.REGISTERED,
    asks=(ask.MATTER,),
    may=(
        ask.PHONE,
        ask.NO_PHONE,
        ask.NAME,
        ask.PETITIONER_KIND,
        ask.FIRM,
        ask.AGENT,
        ask.CHANNEL,
        ask.ORIGIN_NO,
        ask.TRAITS,
        ask.ITEM,
        ask.SERVICE_ITEM,
    ),
    phase=Phase.INTAKE,
    effect=_effect,
    check=_a_phone_or_none,
    sentence=("登记诉求", "，来自{channel}", "，来件编号 {origin_no}"),
)
