"""回访进度: how far a campaign has come, centre by centre and caller by caller, and how what it
found differs from the window's callback.

In the order of the organisation's tree, never of a result: this is no ranking. A rate stands with
its n; under five there is none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from bancheng.library import standards
from bancheng.people.user import User
from bancheng.revisit.attempt_row import Attempt
from bancheng.revisit.calling import entries_for
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import DONE, WAITING, Entry

FEWEST = 5
NONE = "没有回访结果"
WORTH = {"good": 2, "fair": 1, "bad": 0}


@dataclass
class Part:
    """How far the cases of one centre, or all, have come. ``good``: of those asked."""

    states: Counter[str] = field(default_factory=Counter)
    good: int = 0

    @property
    def all(self) -> int:
        """The cases on the list."""
        return self.states.total()

    @property
    def waiting(self) -> int:
        """Those that nothing has come of yet."""
        return self.states[WAITING]

    @property
    def done(self) -> int:
        """Those that answered."""
        return self.states[DONE]

    @property
    def dealt_with(self) -> int:
        """Those that something has come of."""
        return self.all - self.waiting

    @property
    def good_rate(self) -> int | None:
        """Per cent of those that answered; None where they are too few."""
        return round(100 * self.good / self.done) if self.done >= FEWEST else None


@dataclass
class Difference:
    """What window and revisit found of the same cases. ``table``: (window's, revisit's) → n."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: list[str] = field(default_factory=list)
    same: int = 0
    worse: int = 0
    better: int = 0
    only_here: int = 0

    @property
    def compared(self) -> int:
        """The cases in which both asked."""
        return self.same + self.worse + self.better


@dataclass
class Caller:
    """One caller: cases taken, calls made, cases that answered."""

    username: str
    taken: int = 0
    calls: int = 0
    done: int = 0


def by_centre(user: User, campaign: Campaign) -> dict[str, Part]:
    """Centre by centre; a sum is made by ``total``."""
    found: dict[str, Part] = {}
    rows = entries_for(user, campaign).values_list(
        "chain", "standard", "edition", "state", "satisfaction"
    )
    counted = rows.annotate(n=Count("pk")).order_by("chain", "standard", "edition")
    for chain, standard, edition, state, satisfaction, n in counted:
        part = found.setdefault(chain, Part())
        part.states[state] += n
        grade = standards.standard(standard, edition).callback.scale.get(satisfaction)
        part.good += n if state == DONE and grade and grade.worth == "good" else 0
    return found


def total(parts: dict[str, Part]) -> Part:
    """All centres together."""
    whole = Part()
    for part in parts.values():
        whole.states.update(part.states)
        whole.good += part.good
    return whole


def by_caller(user: User, campaign: Campaign) -> list[Caller]:
    """Everybody who took or called a case, by user name."""
    seen = entries_for(user, campaign)
    found: dict[str, Caller] = {}
    for name, n in _per(seen.exclude(caller=""), "caller"):
        found.setdefault(name, Caller(name)).taken = n
    for name, n in _per(seen.exclude(done_by=""), "done_by"):
        found.setdefault(name, Caller(name)).done = n
    calls = Attempt.objects.filter(entry__in=seen).values_list("by").annotate(n=Count("pk"))
    for name, n in calls.order_by("by"):
        found.setdefault(name, Caller(name)).calls = n
    return [found[name] for name in sorted(found)]


def _per(entries: QuerySet[Entry], column: str) -> QuerySet[Entry, tuple[str, int]]:
    return entries.values_list(column).annotate(n=Count("pk")).order_by(column)


def difference(user: User, campaign: Campaign) -> Difference:
    """Both results of the same cases, counted."""
    found = Difference()
    rows = entries_for(user, campaign).filter(state=DONE)
    told = ("standard", "edition", "window_satisfaction", "satisfaction")
    for standard, edition, window, mine, n in (
        rows.values_list(*told).annotate(n=Count("pk")).order_by(*told)
    ):
        scale = standards.standard(standard, edition).callback.scale
        found.labels += [g.label for g in scale.values() if g.label not in found.labels]
        was, now = scale.get(window), scale.get(mine)
        found.table[was.label if was else NONE, now.label if now else NONE] += n
        which = _which(was.worth if was else "", now.worth if now else "")
        setattr(found, which, getattr(found, which) + n)
    return found


def _which(window: str, mine: str) -> str:
    if not window:
        return "only_here"
    if window == mine:
        return "same"
    return "worse" if WORTH.get(mine, 0) < WORTH[window] else "better"
