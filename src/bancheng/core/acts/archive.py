"""归档: the papers of the case in order, listed, and no more owed."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.stage import Stage


def _effect(case: Case, event: Event) -> None:
    case.archived_at = event.done_at


ACT = Act(
    name="archive",
    term="归档",
    event="archived",
    possible=frozenset({Stage.ENDED}),
    to=Stage.ARCHIVED,
    may=(ask.BOX, ask.REMARKS),
    effect=_effect,
    sentence=("归档", "，盒号 {box}", "；{remarks}"),
)
