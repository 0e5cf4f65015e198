"""办结: the petitioner has been told; how the case ended is stated."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.glossary import OUTCOME_TERMS, OUTCOMES_AFTER
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def outcomes_open_to(case: Case) -> frozenset[str]:
    """Which outcomes may be stated: the answer given limits them."""
    if case.merged_into is not None:
        return frozenset({"merged"})
    if case.stage is Stage.AWAITING_PAPERS:
        return frozenset({"supplement_awaited"})
    if case.way == "guide":
        return frozenset({"out_of_scope", "done"})
    return OUTCOMES_AFTER[case.answer or "result"]


def _an_outcome_that_fits(question: Question) -> Refusal | None:
    outcome, open_to = question.value("outcome"), outcomes_open_to(question.case)
    if outcome is None or outcome in open_to:
        return None
    words = "、".join(OUTCOME_TERMS[o] for o in sorted(open_to))
    return Refusal("wrong_outcome", f"按已作的答复，结局只能是：{words}。", field="outcome")


def _effect(case: Case, event: Event) -> None:
    case.outcome = event.text("outcome")
    case.ended_at = event.done_at


ACT = Act(
    name="complete",
    term="办结",
    event="completed",
    possible=frozenset({Stage.INFORMED, Stage.AWAITING_PAPERS}),
    to=Stage.ENDED,
    asks=(ask.OUTCOME,),
    may=(ask.TEXT,),
    phase=Phase.TELLING,
    effect=_effect,
    check=_an_outcome_that_fits,
    sentence=("办结，结局：{outcome}", "；{text}"),
)
