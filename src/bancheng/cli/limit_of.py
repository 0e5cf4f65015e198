"""办理时限: which duty of a standard is «the limit» for a kind, and when it ends.

A standard has many duties; people ask «by when must this be dealt with?». That is the duty that
brings the petitioner an answer: one counted in hours from acceptance where there is one, else the
one that runs from the placing with a unit. Needs neither database nor Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.core.acts import GROUPS
from bancheng.core.applying import applies
from bancheng.core.calendar import DueTime, Limit, Unit, WorkCalendar, due_time
from bancheng.core.case import Case
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.faults import nearest
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE

ANSWERING = frozenset({"result", "opinion", "basis", "progress"})
STARTED = GROUPS["started"] | {"started"}
PLACED = GROUPS["placed"] | {"placed"}
HOURS = frozenset({Unit.HOURS, Unit.MINUTES})
PLAIN = frozenset({"kind"})


class KindUnknownError(LookupError):
    """The standard has no such kind; ``str()`` is a sentence that names those it has."""


class NoLimitError(LookupError):
    """No duty of the standard answers for this kind by a counted limit."""


@dataclass(frozen=True)
class HandlingLimit:
    """The duty's name in the standard, its counted limit, and how often it arises again."""

    rule: str
    limit: Limit
    repeat: Limit | None
    repeated_until: tuple[str, ...]
    cites: tuple[str, ...]


def handling_limit(standard: Standard, kind: str) -> HandlingLimit:
    """The limit within which a case of this kind is to be dealt with.

    Raises KindUnknownError and NoLimitError, both with a Chinese sentence.
    """
    if kind not in standard.leaf_kinds:
        near = nearest(kind, standard.leaf_kinds)
        hint = f"；是否想写 {near}？" if near else "。"
        known = "、".join(standard.leaf_kinds)
        raise KindUnknownError(f"“{standard.id}”没有“{kind}”这一类，可以是：{known}{hint}")
    answering = _answering(standard, kind)
    for wanted in (_in_hours_from_acceptance, _from_placing, _from_acceptance):
        fitting = [(name, rule, limit) for name, rule, limit in answering if wanted(rule, limit)]
        if fitting:
            # a rule written for the kind itself says more than one written for all
            name, rule, limit = min(fitting, key=lambda found: "kind" not in found[1].for_)
            again = Limit.parse(rule.repeat.every) if rule.repeat else None
            until = rule.repeat.until if rule.repeat else ()
            return HandlingLimit(name, limit, again, until, rule.cites)
    raise NoLimitError(f"“{standard.id}”对“{kind}”没有可以计算的办理时限。")


def due_of(limit: HandlingLimit, at: datetime, standard: Standard, days: WorkCalendar) -> DueTime:
    """When the limit ends that is started by an act at ``at`` (aware)."""
    return due_time(limit.limit, at, days, standard.closed_hours)


def _answering(standard: Standard, kind: str) -> list[tuple[str, DutyRule, Limit]]:
    """The duties that answer a plain case of this kind, with limits that can be counted."""
    case = Case(kind=kind)
    return [
        (name, rule, Limit.parse(rule.within))
        for name, rule in standard.duties.items()
        if rule.means in ANSWERING
        and rule.by != "supporting_department"  # it answers the lead, not the petitioner
        and all(key in PLAIN or wanted == (False,) for key, wanted in rule.for_.items())
        and rule.within not in (AS_DECIDED, AS_PROMISED, BEFORE_DUE)
        and applies(rule, case, standard)
    ]


def _in_hours_from_acceptance(rule: DutyRule, limit: Limit) -> bool:
    return bool(STARTED & set(rule.arises)) and limit.unit in HOURS


def _from_placing(rule: DutyRule, limit: Limit) -> bool:
    return bool(PLACED & set(rule.arises)) and limit.unit is not Unit.UNTIL_DONE


def _from_acceptance(rule: DutyRule, limit: Limit) -> bool:
    return bool(STARTED & set(rule.arises)) and limit.unit is not Unit.UNTIL_DONE
