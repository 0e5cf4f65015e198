"""核查: what an inquiry into conduct, or into a reply, found."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Stage


def _effect(case: Case, event: Event) -> None:
    case.verdict = event.text("verdict")


ACT = Act(
    name="verify",
    term="核查",
    event="verified",
    possible=frozenset({Stage.ASSIGNED, Stage.REPLIED, Stage.INFORMED, Stage.ENDED}),
    asks=(ask.VERDICT, ask.TEXT),
    effect=_effect,
    sentence=("核查结论：{verdict}", "；{text}"),
)
