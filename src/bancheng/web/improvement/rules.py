"""堵点和人员记录的规则: what the standard says of them, for the page that shows the standard."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.core.calendar import Limit
from bancheng.core.permission import role_term
from bancheng.core.standard.improving import OWNER
from bancheng.core.standard.sourced import Sourced
from bancheng.core.standard.standard import Standard
from bancheng.improvement.authority import TERMS
from bancheng.web.cites import sources


@dataclass(frozen=True, slots=True)
class Rule:
    """What, by whom, and under which clause."""

    term: str
    who: str
    sources: SafeString


def rules_of_improvement(standard: Standard) -> list[Rule]:
    """Who takes which step of a block point, when one is suggested, who records staff, who acts on
    complaints about those who would have to; nothing where the standard has none of it."""
    found = [
        Rule(f"堵点：{TERMS[step]}", _who(rule.by, standard), _sources(rule, standard))
        for step, rule in standard.improvement.items()
    ]
    recurring = standard.recurring
    if recurring is not None:
        within = Limit.parse(recurring.within).in_chinese()
        said = f"{within}里 {recurring.cases} 件写了同一原因"
        found.append(Rule("堵点：几时提示", said, _sources(recurring, standard)))
    for record in standard.staff_records.values():
        said = f"{_who(record.by, standard)}提出，{_who(record.confirmed_by, standard)}确认"
        found.append(Rule(f"人员记录：{record.label}", said, _sources(record, standard)))
    conduct = standard.conduct
    if conduct is not None:
        said = f"{role_term(standard, conduct.held_by)}；反映它自己的，{conduct.above}"
        found.append(Rule("作风问题由谁办", said, _sources(conduct, standard)))
    return found


def causes_of(standard: Standard) -> list[tuple[str, SafeString]]:
    """The causes by which block points are told apart."""
    return [(cause.label, _sources(cause, standard)) for cause in standard.causes.values()]


def _who(roles: tuple[str, ...], standard: Standard) -> str:
    return "、".join("负责改的单位或者人" if r == OWNER else role_term(standard, r) for r in roles)


def _sources(rule: Sourced, standard: Standard) -> SafeString:
    return sources(standard, rule.cites, rule.because)
