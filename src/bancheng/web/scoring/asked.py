"""问的是什么: which centre, which year or quarter, and whether as fixed or as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404

from bancheng.casework.surroundings import calendar_of
from bancheng.core.standard.scoring import Scoring
from bancheng.figures.period import Period, months, months_on
from bancheng.scoring.authority import Seen, seen_by
from bancheng.scoring.fixing import standing_score
from bancheng.scoring.score_row import Score, year_of
from bancheng.scoring.sheets import Scored, fixed, standing
from bancheng.web.desk import Reader

FIRST_YEAR = 2000
NOW = "now"
QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Asked:
    """``score`` is the fixed one that is shown, None for how it stands now; ``standing``: the one
    that holds for the year. ``quarter``: 1 to 4, 0 for the year."""

    seen: Seen
    everywhere: tuple[Seen, ...]
    year: int
    quarter: int
    this_year: int
    view: str
    score: Score | None
    standing: Score | None

    @property
    def period(self) -> Period:
        """The days asked about."""
        if not self.quarter:
            return year_of(self.year)
        return months(months_on(year_of(self.year).first, 3 * (self.quarter - 1)), 3)

    @property
    def title(self) -> str:
        """«2026年», «2026年第四季度»."""
        part = f"第{QUARTERS[self.quarter - 1]}季度" if self.quarter else ""
        return f"{self.year}年{part}"

    @property
    def open(self) -> bool:
        """Whether people may exempt here: a year as it stands now."""
        return self.score is None and not self.quarter

    @property
    def address(self) -> str:
        """What an address within this question ends with; empty for the plain year."""
        told = {"view": self.view} if self.view else {}
        if self.quarter:
            told["quarter"] = str(self.quarter)
        return urlencode(told)

    def scored(self, reader: Reader) -> Scored:
        """The sheets."""
        if self.score is not None:
            return fixed(self.score)
        return standing(self.seen.centre.code, self.period, reader.now)


def rule_of(scored: Scored) -> Scoring | None:
    """The scoring of the edition these are counted by."""
    return scored.standard.scoring


def asked_of(reader: Reader, sent: Mapping[str, str], centre: str = "", year: int = 0) -> Asked:
    """What is asked for. Http404 where this person sees no score of the centre."""
    everywhere = tuple(seen_by(reader.user, reader.now))
    wanted = centre or sent.get("centre", "")
    seen = next((one for one in everywhere if one.centre.code == wanted or not wanted), None)
    if seen is None:
        raise Http404
    this_year = calendar_of(seen.centre).local(reader.now).year
    year = year or _number(sent.get("year", "")) or this_year
    if not FIRST_YEAR <= year <= this_year:
        raise Http404
    quarter, view = _number(sent.get("quarter", "")), sent.get("view", "")
    if quarter > len(QUARTERS):
        raise Http404
    held = standing_score(seen.centre.code, year)
    score = _score(seen.centre.code, year, view, held) if not quarter else None
    return Asked(seen, everywhere, year, quarter, this_year, view, score, held)


def _score(centre: str, year: int, view: str, held: Score | None) -> Score | None:
    if view == NOW:
        return None
    if not view:
        return held
    found = Score.objects.filter(centre=centre, year=year, key=view).first()
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
