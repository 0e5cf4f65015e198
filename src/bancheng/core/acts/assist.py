"""帮办代办: the window itself helps or acts for the petitioner, and so leads."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import UNASSIGNED, Phase, Stage


def _effect(case: Case, event: Event) -> None:
    case.kind = event.text("kind") or case.kind
    case.units = {event.by.unit or "": "lead"}
    case.helper = event.text("helper")
    case.way = "assist"
    case.papers_held = case.papers_held or "papers_taken" in event.beside


ACT = Act(
    name="assist",
    term="帮办代办",
    event="assisted",
    possible=UNASSIGNED,
    to=Stage.ASSIGNED,
    asks=(ask.HELPER,),
    may=(ask.KIND, ask.TEXT, ask.PAPERS_TAKEN),
    phase=Phase.ASSIGNMENT,
    effect=_effect,
    sentence=("由{helper}帮办代办", "：{text}", "；收下材料：{papers_taken}"),
)
