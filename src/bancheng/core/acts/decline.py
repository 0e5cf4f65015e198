"""不予受理: a recorded act with its reason and, as far as known, where to go."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.refusal = event.text("refusal")
    case.answer = "refusal"


ACT = Act(
    name="decline",
    term="不予受理",
    event="declined",
    possible=frozenset({Stage.REGISTERED}),
    to=Stage.REPLIED,
    asks=(ask.REFUSAL, ask.WHERE_TO_GO),
    may=(ask.BASIS, ask.TEXT),
    phase=Phase.INTAKE,
    effect=_effect,
    drops="all",
    sentence=("不予受理：{refusal}", "，依据：{basis}", "；告知去向：{where_to_go}"),
)
