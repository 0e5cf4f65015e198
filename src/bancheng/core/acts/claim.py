"""认领: the department takes the case as its own."""

from __future__ import annotations

from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _not_twice(question: Question) -> Refusal | None:
    case = question.case
    placed = [p for p in case.past if p.act in ("transfer", "assist", "send_up")]
    since = placed[-1].seq if placed else 0
    for past in case.happened("claimed"):
        if past.seq > since and past.unit == question.actor.unit:
            sentence = "本件已由{user}认领，不必再认领。"
            return Refusal("claimed_already", sentence, user=past.user)
    return None


ACT = Act(
    name="claim",
    term="认领",
    event="claimed",
    possible=frozenset({Stage.ASSIGNED}),
    phase=Phase.HANDLING,
    check=_not_twice,
    sentence=("认领",),
)
