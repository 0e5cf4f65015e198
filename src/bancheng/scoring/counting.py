"""数: what takes and gives points in some days, of every department, from the figures' facts.

Counted for everybody (0027): no complaint about conduct is in it. A fixed number of statements
serves a whole year, however many departments and cases there are; case numbers are fetched only of
what takes or gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from bancheng.core.scoring.points import Counted
from bancheng.core.standard.scoring import Indicator, Scoring, Subject
from bancheng.core.standard.standard import Standard
from bancheng.figures import sums
from bancheng.figures.counting import RESULTS
from bancheng.figures.period import Period
from bancheng.figures.scope import scope_of

Hits = Mapping[str, list[str]]
SIGNS: dict[str, Q] = {
    "unsolved": Q(solved="unsolved"),
    "reopened": Q(repeats__contains="reopened"),
    "done": Q(outcome="done"),
}
"""How the state of an ended case shows it; what counts as dissatisfied is the standard's word."""
WHOLE = ""
"""In place of a department: the whole centre."""


@dataclass
class Facts:
    """``judged``: (rule, what for, department) → how many fell due and were met, late or are
    overdue; ``late``: the cases of those that were not met. Of ended cases and of stays by
    department: ``n`` of which measure, and the cases ``hit``."""

    judged: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    late: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    n: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    hit: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def units(self) -> frozenset[str]:
        """The departments that have anything here."""
        found = {unit for _, _, unit in self.judged} | {u for n in self.n.values() for u in n}
        return frozenset(found - {WHOLE})

    def of(self, rule: Indicator, unit: str) -> Counted:
        """What one indicator counts, of a department or (``WHOLE``) of all."""
        measure = rule.takes or rule.gives or ""
        return self.duties(rule, unit) if measure == "late" else self.cases(measure, unit)

    def duties(self, rule: Indicator, unit: str) -> Counted:
        """Duties that fell due: how many, and the cases of those late."""
        keys = [key for key in self.judged if self._asked(key, rule, unit)]
        hits = [case for key in keys for case in self.late.get(key, ())]
        return Counted(sum(self.judged[key] for key in keys), tuple(sorted(hits)))

    def answers(self, unit: str) -> Counted:
        """The answers to the matter that a department owed, and the cases of those late."""
        keys = [k for k in self.judged if k[1] in RESULTS and k[2] == unit]
        hits = [case for key in keys for case in self.late.get(key, ())]
        return Counted(sum(self.judged[key] for key in keys), tuple(sorted(hits)))

    def cases(self, measure: str, unit: str) -> Counted:
        """Ended cases, or cases placed: how many, and those hit."""
        hits = self.hit[measure]
        if unit == WHOLE:
            told = [case for cases in hits.values() for case in cases]
            return Counted(self.n[measure].total(), tuple(sorted(told)))
        return Counted(self.n[measure][unit], tuple(sorted(hits.get(unit, ()))))

    @staticmethod
    def _asked(key: tuple[str, str, str], rule: Indicator, unit: str) -> bool:
        name, means, owed_by = key
        if rule.of == "department" and owed_by != unit:
            return False
        if rule.of == "window" and owed_by:
            return False
        return name in rule.duties if rule.duties else means in RESULTS


def facts_of(
    centre: str, standard: Standard, period: Period, as_at: datetime | None, now: datetime
) -> Facts:
    """Count them as they stand (``as_at`` None) or as they were known at a past moment."""
    found = Facts()
    _duties(found, centre, period, as_at, as_at or now)
    _ended(found, centre, standard, period, as_at)
    _stays(found, centre, period, as_at)
    return found


def _duties(
    found: Facts, centre: str, period: Period, as_at: datetime | None, moment: datetime
) -> None:
    narrow, key = scope_of(centre, None).narrow, ("rule", "means", "unit")
    over = sums.duties_on(narrow, period, as_at).filter(verdict__in=("met", "late"))
    overdue = sums.owed_on(narrow, period, as_at).filter(due__lt=moment)
    for rows in (over, overdue):
        for *told, n in rows.values_list(*key).annotate(n=Count("pk")):
            found.judged[(told[0], told[1], told[2])] += n
    for rows in (over.filter(verdict="late"), overdue):
        for rule, means, unit, case_no in rows.values_list(*key, "case_no"):
            found.late[(rule, means, unit)].append(case_no)


def _ended(
    found: Facts, centre: str, standard: Standard, period: Period, as_at: datetime | None
) -> None:
    """A case counts for the department that led it, on the day it ended; opinions of petitioners
    by callback or by 好差评, whichever was later."""
    rows = sums.states_on(scope_of(centre, None).narrow, "ended", period, as_at)
    scale = standard.callback.scale
    worth = {
        told: Q(satisfaction__in=[name for name, grade in scale.items() if grade.worth == worth])
        for told, worth in (("satisfied", "good"), ("dissatisfied", "bad"))
    }
    signs, said = {**worth, **SIGNS}, ~Q(satisfaction="")
    among = {"satisfied": said, "dissatisfied": said, "unsolved": ~Q(solved="")}
    for measure, sign in signs.items():
        asked = rows.filter(among[measure]) if measure in among else rows
        found.n[measure] = Counter(dict(asked.values_list("lead").annotate(n=Count("pk"))))
        for unit, case_no in asked.filter(sign).values_list("lead", "case_no"):
            found.hit[measure][unit].append(case_no)


def _stays(found: Facts, centre: str, period: Period, as_at: datetime | None) -> None:
    narrow = scope_of(centre, None).narrow
    came = sums.stays_on(narrow, period, as_at, over=False)
    found.n["returned"] = Counter(dict(came.values_list("unit").annotate(n=Count("pk"))))
    left = sums.stays_on(narrow, period, as_at, over=True).filter(left_by="returned")
    for unit, case_no in left.values_list("unit", "case_no"):
        found.hit["returned"][unit].append(case_no)


def counted(found: Facts, rule: Scoring, subject: Subject, unit: str) -> dict[str, Counted]:
    """Indicator → what it counts for one subject."""
    of = unit if subject == "department" else WHOLE
    return {name: found.of(one, of) for name, one in rule.of(subject).items()}
