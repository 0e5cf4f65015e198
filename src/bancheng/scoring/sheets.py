"""评分表: the sheets of a centre for some days, as they stand or as a year was fixed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.surroundings import standard_for
from bancheng.core.scoring.sheet import Sheet, sheet
from bancheng.core.standard.scoring import Subject
from bancheng.core.standard.standard import Standard
from bancheng.figures import catching_up
from bancheng.figures.period import Period
from bancheng.library import standards
from bancheng.people.unit import Unit
from bancheng.scoring.authority import departments
from bancheng.scoring.counting import Facts, counted, facts_of
from bancheng.scoring.exempting import Exempt, exempt_in
from bancheng.scoring.kept_counts import facts_fixed, facts_now
from bancheng.scoring.score_row import Score


@dataclass(frozen=True)
class Scored:
    """``sheets``: the centre, its window, and the departments in the order of the tree; none where
    the standard does not score. ``score``: the fixed one these are, None for how it stands now.
    ``unread``: entries of the journal that are not counted yet."""

    centre: str
    period: Period
    standard: Standard
    facts: Facts
    units: tuple[Unit, ...]
    sheets: tuple[Sheet, ...]
    score: Score | None
    unread: int

    def sheet(self, subject: Subject, unit: str) -> Sheet | None:
        """The sheet of one subject."""
        return next((s for s in self.sheets if (s.subject, s.unit) == (subject, unit)), None)

    def digest(self) -> str:
        """The same for the same points of the same cases."""
        told = [
            [
                *(one.subject, one.unit, one.band, part.name, part.n, part.points),
                [(c.case_no, c.times, c.points, c.exempt) for c in part.cases],
            ]
            for one in self.sheets
            for part in one.parts
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def standing(centre: str, period: Period, now: datetime) -> Scored:
    """As it is known now: the score of a year that runs, or of a quarter."""
    upto, standard = catching_up.catch_up(centre), standard_for(centre)
    facts = facts_now(centre, standard, period, now, upto)
    exempt = exempt_in(centre, period.first.year)
    return _scored(centre, period, standard, facts, exempt, None, upto.unread)


def fixed(score: Score) -> Scored:
    """As it was fixed, now as ever."""
    upto = catching_up.catch_up(score.centre)
    standard = standards.standard(score.standard, score.edition)
    facts = facts_fixed(score, standard, upto)
    exempt = exempt_in(score.centre, score.year, score.exemptions)
    return _scored(score.centre, score.period, standard, facts, exempt, score, upto.unread)


def as_known(centre: str, period: Period, as_at: datetime, exempt: Exempt) -> Scored:
    """As it was known at a moment: what is about to be fixed."""
    standard = standard_for(centre)
    facts = facts_of(centre, standard, period, as_at, as_at)
    return _scored(centre, period, standard, facts, exempt, None, 0)


def _scored(
    centre: str,
    period: Period,
    standard: Standard,
    facts: Facts,
    exempt: Exempt,
    score: Score | None,
    unread: int,
) -> Scored:
    units = tuple(departments(centre, facts.units()))
    subjects: list[tuple[Subject, str]] = [("centre", centre), ("window", centre)]
    subjects += [("department", unit.code) for unit in units]
    rule = standard.scoring
    sheets = tuple(
        sheet(
            *(rule, subject, unit, counted(facts, rule, subject, unit)),
            {name: exempt.get((unit, name), frozenset()) for name in rule.of(subject)},
        )
        for subject, unit in subjects
        if rule is not None and rule.of(subject)
    )
    return Scored(centre, period, standard, facts, units, sheets, score, unread)
