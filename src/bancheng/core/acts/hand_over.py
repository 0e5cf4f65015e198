"""交接: another member of staff becomes answerable by name (首问负责)."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import ALL


def _effect(case: Case, event: Event) -> None:
    case.answerable = event.text("to_user")


ACT = Act(
    name="hand_over",
    term="交接",
    event="handed_over",
    possible=ALL,
    asks=(ask.TO_USER,),
    may=(ask.TEXT,),
    effect=_effect,
    core_by=("centre_staff",),
    sentence=("交接给{to_user}", "：{text}"),
)
