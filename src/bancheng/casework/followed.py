"""跟踪督办: cases that are late, came back, or left somebody dissatisfied, and complaints.

Each list is read through the read door; the acts that follow are asked of the very rules that
decide them, for all cases of a list at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Exists, Min, OuterRef, QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import case_of
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.casework.surroundings import calendar_of
from bancheng.core.act import Question
from bancheng.core.case import Case
from bancheng.core.permission import act_term, why_not
from bancheng.core.stage import CLOSED
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.actor import actor_for
from bancheng.people.user import User

Why = Literal["dissatisfied", "late", "returned", "conduct"]
WHYS: tuple[Why, ...] = ("dissatisfied", "late", "returned", "conduct")
SHOWN = 50

FOLLOWING: dict[Why, tuple[str, ...]] = {
    "dissatisfied": ("supervise", "reopen", "settle"),
    "late": ("supervise", "remind", "escalate"),
    "returned": ("transfer", "supervise", "escalate"),
    "conduct": ("inquire", "verify", "transfer_conduct", "hold_accountable"),
}
"""The acts that follow, in the order they are offered."""


@dataclass(frozen=True)
class Followed:
    """A case that somebody follows: its line, the case as it stands, and the acts in reach."""

    line: CaseLine
    case: Case
    acts: tuple[tuple[str, str], ...]


def follows_cases(user: User, now: datetime) -> bool:
    """Whether this person has a part in following cases up: may supervise, settle or reopen."""
    return any(
        seats.roles_at(user, centre, now) & _may_follow(centre.standard)
        for centre in seats.centres_of(user, now)
    )


def _may_follow(standard_id: str) -> frozenset[str]:
    acts = standards.standard(standard_id).acts
    wanted = ("supervise", "settle", "reopen", "verify")
    return frozenset(role for name in wanted if name in acts for role in acts[name].by)


def rows_of(user: User, why: Why, now: datetime) -> QuerySet[CaseRow]:
    """The cases of one list this person may see, those that wait longest first."""
    seen = access.visible(user)
    if why == "returned":
        back = seen.filter(returns__gt=0).exclude(stage__in=[str(s) for s in CLOSED])
        return back.order_by("touched_at", "pk")
    if why == "conduct":
        return seen.filter(conduct=True).exclude(stage="archived").order_by("touched_at", "pk")
    owed = DutyRow.objects.filter(case=OuterRef("pk"), state="open")
    owed = owed.filter(due__lt=now) if why == "late" else owed.filter(rule__in=_follow_rules(user))
    since = owed.order_by().values("case").annotate(first=Min("due")).values("first")
    return seen.filter(Exists(owed)).annotate(since=since).order_by("since", "pk")


def _follow_rules(user: User) -> set[str]:
    """The duties by which somebody follows a case until it is reopened or settled."""
    return {
        name
        for standard_id in {centre.standard for centre in seats.centres_of(user)}
        for edition in standards.editions(standard_id)
        for name, rule in standards.standard(standard_id, edition).duties.items()
        if {"settle", "reopen"} & set(rule.owed)
    }


def followed(user: User, why: Why, now: datetime) -> tuple[list[Followed], int]:
    """One list, and how many more there are than it shows."""
    rows = rows_of(user, why, now)
    shown = list(rows[:SHOWN])
    more = max(rows.count() - SHOWN, 0) if len(shown) == SHOWN else 0
    return list(_with_acts(user, shown, FOLLOWING[why], now)), more


def counts(user: User, now: datetime) -> dict[Why, int]:
    """How many there are in each list."""
    return {why: rows_of(user, why, now).count() for why in WHYS}


def _with_acts(
    user: User, rows: Sequence[CaseRow], acts: Sequence[str], now: datetime
) -> Iterable[Followed]:
    numbers = [row.case_no for row in rows]
    lines, recorded = case_lines(rows), read.cases(numbers) if numbers else {}
    for number in numbers:
        line, case = lines[number], case_of(recorded[number])
        chain, standard = line.case.chain, line.standard
        actor = actor_for(user, chain, at=now)
        question = Question(case, actor, standard, calendar_of(chain), now)
        open_now = [a for a in acts if a in standard.acts and why_not(question, a) is None]
        yield Followed(line, case, tuple((a, act_term(standard, a)) for a in open_now))
