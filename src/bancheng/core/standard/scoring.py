"""年度量化评分: what is counted, how many points it bears, and what a case takes or gives.

A case takes the same part of an indicator's points for everybody (``points`` by the number of what
could have gone wrong), or a fixed number (``each``) until they are used up. A department with many
cases is so not worse off than one with few.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bancheng.core.standard.sourced import Many, NonEmpty, Sourced, Strict

Subject = Literal["department", "window", "centre"]
SUBJECTS: dict[Subject, str] = {"centre": "中心", "window": "窗口", "department": "部门"}
Takes = Literal["late", "dissatisfied", "unsolved", "reopened", "returned"]
Gives = Literal["done"]


class Indicator(Sourced):
    """评分指标, for one kind of subject.

    ``takes``: cases that take points — ``late`` duties that fell due and were late or are overdue
    (``duties`` names which; left out, the answers to the matter), ``dissatisfied`` and ``unsolved``
    by callback or 好差评, ``reopened`` cases taken up again, ``returned`` cases sent back (退单).
    ``gives``: cases that give ``each`` points on top, at most ``points``: ``done`` 办成的.
    ``fewest``: with fewer it is not scored at all; left out, that of the whole scoring.
    """

    label: NonEmpty
    of: Subject
    points: int = Field(ge=1)
    takes: Takes | None = None
    gives: Gives | None = None
    duties: Many = ()
    each: int | None = Field(None, ge=1)
    fewest: int | None = Field(None, ge=1)


class ScoreBand(Strict):
    """档: from so many per cent of the points that could be scored."""

    label: NonEmpty
    from_: int = Field(ge=0, le=100, alias="from")


class Scoring(Sourced):
    """``by``: the roles that fix the score of a year and exempt cases (免予扣分). ``full``: what
    the indicators of each kind of subject add up to. A band is told only where at least ``least``
    per cent of these points could be scored."""

    by: Many = Field(min_length=1)
    full: int = Field(100, ge=1)
    fewest: int = Field(ge=1)
    least: int = Field(ge=1, le=100)
    bands: tuple[ScoreBand, ...] = ()
    indicators: dict[str, Indicator] = Field(min_length=1)

    def of(self, subject: Subject) -> dict[str, Indicator]:
        """The indicators of one kind of subject, in their order."""
        return {name: one for name, one in self.indicators.items() if one.of == subject}
