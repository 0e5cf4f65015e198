"""框里的话: what stands in each box — the act, until when and for what, under which clause."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.chart.plan import Plan
from bancheng.core.permission import act_term, role_term
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import limit_words
from bancheng.web.words_of_rules import condition_words

OWN = "＊"
OWN_WORDS = "＊ 文本没有写，本中心定"
LABELLED = ("kind", "ground", "channel", "trait", "tier", "conduct", "decided", "worth")
"""The conditions told on a chart; others are for the page of the rules."""
UNTIL_DONE = "until done"
ELSEWHERE = frozenset({"stage", "lapsed"})
"""A duty asked of these comes again after something went back; the chart tells the first time."""
MOST_CITES, MOST_ROUTES = 2, 4
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a box says. ``routes``: the numbers of the ways through it, empty where all lead."""

    term: str
    who: str
    only: str
    limits: tuple[str, ...]
    cites: str
    routes: str


def words_of(standard: Standard, plan: Plan) -> dict[str, StepWords]:
    """Every step's words."""
    return {act: _step(standard, plan, act) for act in plan.steps}


def _step(standard: Standard, plan: Plan, act: str) -> StepWords:
    rule = standard.acts.get(act)
    duties = _limiting(standard, act, aside=not plan.steps[act].routes)
    clauses = [*(rule.cites if rule else ()), *(c for d in duties for c in d.cites)]
    refs = list(dict.fromkeys(standard.ref(clause) for clause in clauses))
    told = "、".join(refs[:MOST_CITES]) + ("等" if len(refs) > MOST_CITES else "")
    return StepWords(
        term=act_term(standard, act),
        who="、".join(role_term(standard, role) for role in rule.by) if rule else "",
        only=_only_for(rule, duties, standard),
        limits=tuple(dict.fromkeys(_limit(duty, standard) for duty in duties)),
        cites=told,
        routes=numbers(plan.steps[act].routes, len(plan.routes)),
    )


def _limiting(standard: Standard, act: str, *, aside: bool) -> list[DutyRule]:
    """The duties whose doing this act is; where it is never the first choice, those for all."""
    limited = [d for d in standard.duties.values() if d.within != UNTIL_DONE]
    first = [d for d in limited if d.owed[0] == act]
    fitting = [d for d in first if aside == ("worth" in d.for_) and not ELSEWHERE & set(d.for_)]
    return fitting or first or [d for d in limited if act in d.owed and not d.for_]


def _only_for(rule: ActRule | None, duties: list[DutyRule], standard: Standard) -> str:
    """For whom an act is, unless its limits say so already."""
    told = {name for duty in duties for name in duty.for_}
    return _only({k: v for k, v in rule.for_.items() if k not in told} if rule else {}, standard)


def _limit(duty: DutyRule, standard: Standard) -> str:
    own = OWN if duty.because else ""
    only = _only(duty.for_, standard)
    limit = limit_words(duty.within)
    again = f"，再每 {limit_words(duty.repeat.every)}一次" if duty.repeat else ""
    longer = "，可延期" if duty.extension else ""
    return f"{f'{only}：' if only else ''}{limit}{again}{longer}{own}"


def _only(conditions: dict[str, tuple[bool | int | str, ...]], standard: Standard) -> str:
    """The values alone: which kinds, which people; a yes by its name, a no is not told."""
    told = []
    for name, values in conditions.items():
        if name in LABELLED and values != (False,):
            words = condition_words({name: values}, {}, standard)
            label, _, named = words.partition("：")
            short = "、".join(map(_short, named.split("、")))
            told.append(label + short if name == "worth" else short or label)
    return "，".join(told)


def _short(label: str) -> str:
    """A kind named with the one above it (`上·下`) by its own part, the last."""
    return label.rpartition("·")[2]


def numbers(routes: tuple[int, ...], many: int) -> str:
    """`①③`; empty where many ways lead through, or where there is but one."""
    if many == 1 or len(routes) > MOST_ROUTES:
        return ""
    return "".join(number(n) for n in routes)


def number(n: int) -> str:
    """A route's number in a circle."""
    return CIRCLED[n - 1] if n <= len(CIRCLED) else f"({n})"
