"""接下来和最迟: what happens next, until when there is an answer, how to have it looked at again.

Where the date already runs it is given; before a case is with a department only the limit can be
promised, and from when it counts.
"""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.core.applying import applies
from bancheng.core.calendar import Limit
from bancheng.core.calendar.limit import Unit
from bancheng.core.duty import Duty
from bancheng.core.permission import act_term, duty_term, role_term
from bancheng.core.stage import Phase
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE
from bancheng.counter.slips.saying import moment, refs
from bancheng.counter.slips.slip import Line

ANSWERING = ("result", "opinion", "basis", "progress")
STEPS = 2


def holder(duty: Duty, look: Look) -> str:
    """Who owes a duty."""
    return look.names.unit(duty.unit) if duty.unit else role_term(look.standard, duty.by)


def next_steps(look: Look) -> Line | None:
    """What happens next, by whom, until when; None where nothing is under way."""
    standard = look.standard
    owed = [
        d for d in look.duties
        if d.is_open and d.by != "petitioner" and d.due is not None and d.phase <= Phase.TELLING
    ][:STEPS]  # fmt: skip
    if not owed:
        return None
    told = tuple(
        f"由{holder(d, look)}“{duty_term(standard, d.rule)}”，{moment(d.due, look)} 以前"
        f"{'（放假安排公布后可能变动）' if d.provisional else ''}"
        for d in owed
        if d.due is not None
    )
    return Line("接下来", told, refs(look, (c for d in owed for c in d.cites)))


def answered_by(look: Look) -> Line | None:
    """Until when at the latest there is an answer: the date where it runs, else its limit."""
    dated, clauses = _dated(look)
    if not dated:
        dated, clauses = _promised(look)
    telling = [
        r for r in look.standard.duties.values() if r.means == "feedback" and "inform" in r.owed
    ]
    if telling and dated and look.case.informed_at is None and is_counted(telling[0]):
        dated.append(f"有了结果，{within(telling[0].within)}告诉您")
        clauses += telling[0].cites
    return Line("最迟", tuple(dated), refs(look, clauses)) if dated else None


def _dated(look: Look) -> tuple[list[str], list[str]]:
    running = [d for d in look.duties if d.is_open and d.means in ANSWERING and d.due is not None]
    told = [
        f"{holder(d, look)}在 {moment(d.due, look)} 以前“{duty_term(look.standard, d.rule)}”"
        for d in running
        if d.due is not None
    ]
    return told, [c for d in running for c in d.cites]


def _promised(look: Look) -> tuple[list[str], list[str]]:
    """What will be owed once the case is with a department, while it is not."""
    case, standard = look.case, look.standard
    if case.accepted_at is None or case.units or case.answer:
        return [], []
    told: list[str] = []
    clauses: list[str] = []
    for name, rule in standard.duties.items():
        placed = bool({"placed", "transferred"} & set(rule.arises))
        answers = rule.means in ANSWERING and rule.by != "supporting_department"
        if not (placed and answers and applies(rule, case, standard)) or not is_counted(rule):
            continue
        told.append(f"交到承办单位以后，{within(rule.within)}“{duty_term(standard, name)}”")
        clauses += rule.cites
    return told, clauses


def is_counted(rule: DutyRule) -> bool:
    """Whether its limit can be told in words: a decision or a promise is not known yet."""
    if rule.within in (AS_DECIDED, AS_PROMISED, BEFORE_DUE):
        return False
    return Limit.parse(rule.within).unit is not Unit.UNTIL_DONE


def within(limit: str) -> str:
    """``1 个工作日内``, ``当日（工作日）下班前``."""
    told = Limit.parse(limit)
    same_day = told.unit is Unit.SAME_WORKING_DAY
    return told.in_chinese() if same_day else f"{told.in_chinese()}内"


def review(look: Look) -> str:
    """The right to have it looked at again, and how; empty where the standard knows none."""
    standard = look.standard
    rule = standard.acts.get("review_decline")
    if rule is None or "ask_review" not in standard.acts:
        return ""
    who = "、".join(role_term(standard, role) for role in rule.by)
    owed = next((d for d in standard.duties.values() if "review_decline" in d.owed), None)
    by_when = f"，{within(owed.within)}" if owed and is_counted(owed) else ""
    asked = act_term(standard, "ask_review")
    return (
        f"您不同意的，可以在本窗口当面、打电话或者书面提出“{asked}”，说明理由；由{who}复核{by_when}"
        "答复，不收费，也不影响您用其他办法维护权利。"
    )
