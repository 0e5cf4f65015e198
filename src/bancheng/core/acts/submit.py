"""提交: the petitioner, or another channel, hands in a matter; it waits to be registered.

A centre below, or a station, hands in for its petitioner: what it says of them comes along, and
whom a complaint is about is kept from it from the first moment.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.channel = event.text("channel") or None
    case.traits = event.names("traits")
    case.accused_units = frozenset(event.names("accused_units"))
    case.accused_users = frozenset(event.names("accused_users"))
    case.conduct = bool(case.accused_units or case.accused_users)
    case.below = event.text("below") or None
    case.brought_by = event.by.unit


ACT = Act(
    name="submit",
    term="提交",
    event="submitted",
    possible=frozenset({Stage.NONE}),
    to=Stage.SUBMITTED,
    asks=(ask.MATTER, ask.CHANNEL),
    may=(
        ask.NAME,
        ask.PHONE,
        ask.ORIGIN_NO,
        ask.BELOW,
        ask.REASON,
        ask.PETITIONER_KIND,
        ask.FIRM,
        ask.USCC,
        ask.AGENT,
        ask.AGENT_PHONE,
        ask.TRAITS,
        ask.ITEM,
        ask.ACCUSED_UNITS,
        ask.ACCUSED_USERS,
    ),
    phase=Phase.INTAKE,
    effect=_effect,
    sentence=("提交诉求", "，来自{channel}", "，来件编号 {origin_no}", "；来件说明：{reason}"),
)
