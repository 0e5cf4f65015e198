"""复核: somebody else looks again at a matter that was declined."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Given, Question
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage


def _only_what_was_declined(question: Question) -> Refusal | None:
    if question.case.refusal is None:
        return Refusal("not_declined", "本件没有不予受理，不需要复核。")
    return None


def _named(given: Given) -> str:
    return "decline_overturned" if given.get("overturned") == "true" else "decline_upheld"


def _effect(case: Case, event: Event) -> None:
    if event.name == "decline_overturned":
        case.stage = Stage.REGISTERED
        case.moved_at = event.done_at
        case.outcome = case.refusal = case.answer = None
        case.ended_at = case.archived_at = None


ACT = Act(
    name="review_decline",
    term="复核不予受理",
    event="decline_reviewed",
    others=("decline_overturned", "decline_upheld"),
    possible=frozenset({Stage.REPLIED, Stage.INFORMED, Stage.ENDED, Stage.ARCHIVED}),
    asks=(ask.OVERTURNED, ask.REASON),
    effect=_effect,
    leads_back=True,
    check=_only_what_was_declined,
    named=_named,
    sentence=("复核：{overturned}", "，理由：{reason}"),
)
