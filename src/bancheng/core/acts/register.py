"""登记: a member of staff puts a matter on record; also 补录, entered later with its true time."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage
from bancheng.core.uscc import is_uscc, plain_uscc

OF_AN_AGENT = ("agent_phone", "mandate", "mandate_until_on", "mandate_seen")


def _complete(question: Question) -> Refusal | None:
    """A phone or none, a firm with its name, an agent whose mandate still holds."""
    return _a_phone_or_none(question) or _of_a_firm(question) or _of_an_agent(question)


def _a_phone_or_none(question: Question) -> Refusal | None:
    if question.given is None or question.case.stage is Stage.SUBMITTED:
        return None
    if question.value("phone") or question.value("no_phone"):
        return None
    return Refusal(
        "phone_missing", "请填联系电话；诉求人没有电话的，勾选“没有电话”。", field="phone"
    )


def _of_a_firm(question: Question) -> Refusal | None:
    code = question.value("uscc")
    if not code:
        return None
    if not is_uscc(str(code)):
        sentence = f"“{code}”不是统一社会信用代码：应为 18 位，校验位对不上。看不清可以先不填。"
        return Refusal("uscc_is_none", sentence, field="uscc")
    if not question.value("firm"):
        return Refusal("missing", "填了统一社会信用代码的，请填企业名称。", field="firm")
    return None


def _of_an_agent(question: Question) -> Refusal | None:
    if question.value("agent"):
        if question.is_past("mandate_until_on"):
            sentence = "委托已经到期，请改由本人反映，或者请代办人补一份委托。"
            return Refusal("date_past", sentence, field="mandate_until_on")
        return None
    if any(question.value(name) for name in OF_AN_AGENT):
        return Refusal("missing", "填了委托情况的，请填代办人是谁。", field="agent")
    return None


def _firm_it_is(question: Question) -> dict[str, Json]:
    """Who gives a firm's name need not also tick that it is one."""
    given: dict[str, Json] = {"petitioner_kind": "firm"} if question.value("firm") else {}
    code = question.value("uscc")
    return given | {"uscc": plain_uscc(str(code))} if code else given


def _effect(case: Case, event: Event) -> None:
    if case.below is None:  # what a lower centre sent up came by no other way
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
        ask.USCC,
        ask.AGENT,
        ask.AGENT_PHONE,
        ask.MANDATE,
        ask.MANDATE_UNTIL_ON,
        ask.MANDATE_SEEN,
        ask.CONTACT,
        ask.CONTACT_PHONE,
        ask.CHANNEL,
        ask.ORIGIN_NO,
        ask.TRAITS,
        ask.ITEM,
        ask.SERVICE_ITEM,
    ),
    phase=Phase.INTAKE,
    effect=_effect,
    check=_complete,
    derive=_firm_it_is,
    sentence=("登记诉求", "，来自{channel}", "，来件编号 {origin_no}"),
)
