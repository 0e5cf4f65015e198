"""退单: the department says, with reasons and in time, that the case is not its own."""

from __future__ import annotations

from datetime import datetime

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.calendar import Limit, due_time
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage
from bancheng.core.standard.manners import Returns


def _limit(question: Question, returns: Returns) -> Limit:
    line = question.standard.kinds_above(question.case.kind)
    own = next((returns.by_kind[kind] for kind in line if kind in returns.by_kind), None)
    return Limit.parse(own or returns.within)


def returnable_until(question: Question) -> datetime | None:
    """Until when a department may return the case; None where nobody may, or it was not placed."""
    case, returns = question.case, question.standard.returns
    placed = [p for p in case.past if p.act in ("transfer", "assist", "send_up")]
    if returns is None or not placed:
        return None
    limit, closed = _limit(question, returns), question.standard.closed_hours
    return due_time(limit, placed[-1].at, question.calendar, closed).due


def _while_it_may(question: Question) -> Refusal | None:
    case, returns = question.case, question.standard.returns
    if case.binding:
        return Refusal("designated", "本件已指定承办，不得再退件，请办理或说明办不了的依据。")
    if returns is None:
        return None
    until = returnable_until(question)
    if until is not None and question.at > until:
        sentence = (
            f"退件要在收到后{_limit(question, returns).in_chinese()}内提出，现已超过，请办理。"
        )
        return Refusal("too_late", sentence, returns.cites)
    if returns.times is not None and case.returns >= returns.times and returns.then == "keep":
        return Refusal("too_often", f"已退件 {case.returns} 次，不得再退。", returns.cites)
    return None


def _moves_up(question: Question) -> dict[str, Json]:
    returns, tiers = question.standard.returns, list(question.standard.tiers)
    if returns is None or returns.times is None or returns.then != "escalate" or not tiers:
        return {}
    if question.case.returns + 1 < returns.times:
        return {}
    here = tiers.index(question.case.tier) if question.case.tier in tiers else -1
    return {"tier": tiers[min(here + 1, len(tiers) - 1)]}


def _effect(case: Case, event: Event) -> None:
    part = case.units.pop(event.by.unit or "", None)
    case.returns += 1
    case.tier = event.text("tier") or case.tier
    if part == "lead":
        case.units = {}
        case.way = None
        case.determined_lead = None  # the body's choice could not take it: another may
        case.stage = case.stage_before_placing()
        case.moved_at = event.done_at


ACT = Act(
    name="object",
    term="退单",
    event="objected",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.REASON,),
    may=(ask.BASIS,),
    phase=Phase.HANDLING,
    effect=_effect,
    leads_back=True,
    check=_while_it_may,
    derive=_moves_up,
    drops="own",
    sentence=("退回，理由：{reason}", "，依据：{basis}"),
)
