"""补正: the petitioner completes the papers."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.papers = "complete"


ACT = Act(
    name="supplement",
    term="补正",
    event="supplemented",
    possible=frozenset({Stage.AWAITING_PAPERS}),
    to=Stage.REGISTERED,
    may=(ask.TEXT,),
    phase=Phase.INTAKE,
    effect=_effect,
    sentence=("补齐材料", "：{text}"),
)
