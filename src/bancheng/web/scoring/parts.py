"""评分表的各项: each indicator as the page shows it, its cases through the read door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from bancheng.casework import access
from bancheng.core.calendar import CHINA
from bancheng.core.scoring.points import OfCase, Part, points_words
from bancheng.core.scoring.sheet import Sheet
from bancheng.people import directory
from bancheng.scoring.exempting import Told, steps_of
from bancheng.scoring.sheets import Scored
from bancheng.web.cites import sources
from bancheng.web.desk import Reader
from bancheng.web.scoring.asked import Asked
from bancheng.web.scoring.words import counts_words, how_words
from bancheng.web.words_of_time import clock_words

SHOWN, ALL = 50, 2000


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case; ``story``: exempted or taken back, when and by whom, why. ``address``: where it is
    exempted, or that taken back."""

    case_no: str
    times: int
    points: str
    exempt: bool
    story: tuple[tuple[str, str, str], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator. ``more``: cases not listed, and what they moved; ``unseen``: cases that are
    not this reader's to see, and what they moved."""

    name: str
    label: str
    whole: int
    points: str
    scored: bool
    adds: bool
    counts: str
    how: str
    source: SafeString
    cases: tuple[CaseLine, ...]
    more: int
    more_points: str
    unseen: int
    unseen_points: str


@dataclass(frozen=True)
class Drawn:
    """What a sheet is drawn from; ``whole`` names the indicator whose cases are all listed."""

    asked: Asked
    scored: Scored
    sheet: Sheet
    reader: Reader
    whole: str

    def parts(self) -> list[Shown]:
        """Its indicators in their order."""
        return [self._part(part) for part in self.sheet.parts]

    @cached_property
    def seen(self) -> set[str]:
        """The cases this reader may see."""
        return visible(self.reader, {c.case_no for part in self.sheet.parts for c in part.cases})

    @cached_property
    def steps(self) -> dict[tuple[str, str], list[Told]]:
        """Indicator and case → who exempted it and took that back."""
        score, found = self.asked.score, dict[tuple[str, str], list[Told]]()
        upto = score.exemptions if score else None
        place = (self.scored.centre, self.asked.year, self.sheet.unit)
        for told in steps_of(*place, self.seen, upto):
            found.setdefault((told.step.indicator, told.step.about), []).append(told)
        return found

    def _part(self, part: Part) -> Shown:
        mine = [case for case in part.cases if case.case_no in self.seen]
        hidden = [case for case in part.cases if case.case_no not in self.seen]
        most = ALL if self.whole == part.name else SHOWN
        return Shown(
            name=part.name,
            label=part.rule.label,
            whole=part.rule.points,
            points=points_words(part.points),
            scored=part.scored,
            adds=part.rule.gives is not None,
            counts=counts_words(part, self.scored.standard),
            how=how_words(part),
            source=sources(self.scored.standard, part.rule.cites, part.rule.because),
            cases=tuple(self._line(part, case) for case in mine[:most]),
            more=max(len(mine) - most, 0),
            more_points=_sum(mine[most:]),
            unseen=len(hidden),
            unseen_points=_sum(hidden),
        )

    def _line(self, part: Part, case: OfCase) -> CaseLine:
        decides = self.asked.seen.decides and self.asked.open and part.rule.takes is not None
        movable = decides and part.scored and (case.points or case.exempt)
        return CaseLine(
            case.case_no,
            case.times,
            points_words(case.points),
            case.exempt,
            tuple(self._story(told) for told in self.steps.get((part.name, case.case_no), ())),
            self._address(part, case) if movable else "",
        )

    def _story(self, told: Told) -> tuple[str, str, str]:
        at = clock_words(told.step.at.astimezone(CHINA), self.reader.now)
        why = told.reason + (f"；依据：{told.basis}" if told.basis else "")
        what = "免予扣分" if told.granted else "收回免扣"
        return what, f"{at} {directory.name_of(told.step.by)}", why

    def _address(self, part: Part, case: OfCase) -> str:
        address = reverse("score-exempt", args=(self.scored.centre, self.asked.year))
        codes = {"unit": self.sheet.unit, "indicator": part.name, "case": case.case_no}
        return f"{address}?{urlencode(codes)}"


def visible(reader: Reader, numbers: Iterable[str]) -> set[str]:
    """Those of these cases that the reader may see."""
    rows = access.visible(reader.user).filter(case_no__in=sorted(numbers))
    return set(rows.values_list("case_no", flat=True))


def _sum(cases: Iterable[OfCase]) -> str:
    return points_words(sum(case.points for case in cases if not case.exempt))
