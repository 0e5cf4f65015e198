"""规范的内容: each section of a standard as rows for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.core.permission import act_term, duty_term, role_term, stage_term
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import limit_words
from bancheng.web.cites import sources
from bancheng.web.owed import HOLDS_UP
from bancheng.web.words_of_rules import act_words, condition_words, counts_from_words, event_words

SERVED = {"rule": "规则", "act": "步骤", "page": "页面", "planned": "以后的功能"}


@dataclass(frozen=True, slots=True)
class DutyShown:
    """What, who, within how long, from which act, holding up what, why."""

    term: str
    who: str
    owed: str
    limit: str
    arises: str
    only: str
    holds_up: str
    more: list[str]
    sources: SafeString


@dataclass(frozen=True, slots=True)
class ActShown:
    """Who does it, at which stages, asking what more."""

    term: str
    who: str
    recorded_by: str
    stages: str
    only: str
    approval: str
    sources: SafeString


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause in our words, and how the program serves it."""

    id: str
    ref: str
    says: str
    served: str


def duties(standard: Standard) -> list[DutyShown]:
    """Every duty, in the order of the standard."""
    return [_duty(name, rule, standard) for name, rule in standard.duties.items()]


def _duty(name: str, rule: DutyRule, standard: Standard) -> DutyShown:
    return DutyShown(
        term=duty_term(standard, name),
        who=role_term(standard, rule.by),
        owed=act_words(rule.owed, standard),
        limit=limit_words(rule.within),
        arises=event_words(rule.arises, standard),
        only=condition_words(rule.for_, rule.except_, standard),
        holds_up=HOLDS_UP[rule.before],
        more=_more(rule, standard),
        sources=sources(standard, rule.cites, rule.because),
    )


def _more(rule: DutyRule, standard: Standard) -> list[str]:
    more = []
    if rule.counts_from:
        more.append(f"从“{counts_from_words(rule.counts_from, standard)}”起算")
    if rule.otherwise:
        more.append(f"没有另定的，{limit_words(rule.otherwise)}")
    if rule.extension:
        cap = f"，最长再加{limit_words(rule.extension.longest)}" if rule.extension.longest else ""
        times = f"，至多 {rule.extension.times} 次" if rule.extension.times else ""
        more.append(f"可以延期{times}{cap}")
    if rule.repeat:
        every, until = limit_words(rule.repeat.every), act_words(rule.repeat.until, standard)
        more.append(f"每{every}一次，直到{until}")
    if rule.lifted_by:
        more.append(f"也可由{act_words(rule.lifted_by, standard)}办到")
    return more


def acts(standard: Standard) -> list[ActShown]:
    """Every act the standard uses."""
    return [
        ActShown(
            act_term(standard, name),
            "、".join(role_term(standard, role) for role in rule.by),
            "、".join(role_term(standard, role) for role in rule.recorded_by),
            "、".join(stage_term(standard, stage) for stage in rule.from_ or ()),
            condition_words(rule.for_, {}, standard),
            _approval(rule, standard),
            sources(standard, rule.cites, rule.because),
        )
        for name, rule in standard.acts.items()
    ]


def _approval(rule: ActRule, standard: Standard) -> str:
    """``经…批准``, or that the centre may ask for it."""
    if rule.approval is None:
        return ""
    said = f"经{role_term(standard, rule.approval.by)}批准"
    return said if rule.approval.when == "always" else f"中心要求时，{said}"


def clauses(standard: Standard) -> list[ClauseShown]:
    """Every clause with what serves it."""
    return [
        ClauseShown(id, clause.ref, clause.says, SERVED[clause.served])
        for id, clause in standard.clauses.items()
    ]
