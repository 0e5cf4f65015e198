"""一张评分表: the indicators of one department, of the window or of the whole centre, and the band.

What cannot be scored for want of cases is left out of both sides: whoever had few is neither
praised nor blamed for it. There is no place in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bancheng.core.scoring.points import IN_A_POINT, Counted, Part, part
from bancheng.core.standard.scoring import Scoring, Subject

NOTHING = Counted(0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``unit``: the department, or the centre. Points are in hundredths."""

    subject: Subject
    unit: str
    parts: tuple[Part, ...]
    band: str

    @property
    def got(self) -> int:
        """What is left of the points that could be scored."""
        return sum(one.points for one in self.parts if one.rule.takes)

    @property
    def possible(self) -> int:
        """The points that could be scored."""
        return sum(
            one.rule.points * IN_A_POINT for one in self.parts if one.rule.takes and one.scored
        )

    @property
    def extra(self) -> int:
        """What was given on top."""
        return sum(one.points for one in self.parts if one.rule.gives)

    @property
    def cases(self) -> int:
        """How many times something went wrong, over all indicators, exempted or not."""
        return sum(one.hits for one in self.parts if one.rule.takes)

    def part(self, name: str) -> Part | None:
        """One indicator by name."""
        return next((one for one in self.parts if one.name == name), None)


def sheet(
    rule: Scoring,
    subject: Subject,
    unit: str,
    counted: Mapping[str, Counted],
    exempt: Mapping[str, Collection[str]],
) -> Sheet:
    """Work it out. ``counted`` and ``exempt`` (case numbers) are by indicator."""
    parts = tuple(
        part(name, one, counted.get(name, NOTHING), rule.fewest, exempt.get(name, ()))
        for name, one in rule.of(subject).items()
    )
    plain = Sheet(subject, unit, parts, "")
    return Sheet(subject, unit, parts, _band(rule, plain))


def _band(rule: Scoring, told: Sheet) -> str:
    """Empty where too little could be scored to say."""
    if not told.possible or told.possible * 100 < rule.least * rule.full * IN_A_POINT:
        return ""
    reached = min(100 * told.possible, 100 * (told.got + told.extra))
    return next((b.label for b in rule.bands if reached >= b.from_ * told.possible), "")
