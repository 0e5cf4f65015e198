"""提交: the petitioner, or another channel, hands in a matter; it waits to be registered."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.channel = event.text("channel") or None


ACT = Act(
    name="submit",
    term="提交",
    event="submitted",
    possible=frozenset({Stage.NONE}),
    to=Stage.SUBMITTED,
    asks=(ask.MATTER, ask.CHANNEL),
    may=(ask.NAME, ask.PHONE, ask.ORIGIN_NO),
    phase=Phase.INTAKE,
    effect=_effect,
    sentence=("提交诉求", "，来自{channel}", "，来件编号 {origin_no}"),
)
