"""看堵点: block points as pages show them — lines, steps with their words, cited cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import access
from bancheng.casework.surroundings import standard_for
from bancheng.improvement import kept_texts, seen
from bancheng.improvement.kept_texts import ERASED
from bancheng.improvement.point_row import Point, PointCase, PointStep
from bancheng.people.user import User

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A point as a list shows it. ``cases`` counts only those the reader may see."""

    point: Point
    title: str
    cause: str
    cases: int


@dataclass(frozen=True)
class StepLine:
    """One step with its words; ``erased`` where they were erased with their case."""

    step: PointStep
    texts: dict[str, str]
    erased: bool


def lines(
    user: User, now: datetime, stages: Sequence[str] = (), limit: int = SHOWN
) -> tuple[list[Line], int]:
    """The points this person may see, those that moved last first, and how many more there are."""
    rows = seen.visible(user, now)
    if stages:
        rows = rows.filter(stage__in=stages)
    points = list(rows.select_related("told_in").order_by("-touched_at", "-pk")[:limit])
    more = max(rows.count() - limit, 0) if len(points) == limit else 0
    return lines_of(user, points), more


def lines_of(user: User, points: Sequence[Point]) -> list[Line]:
    """These points with their titles and the number of their cases."""
    counted = _cases_seen(user, points)
    titles = _titles(points)
    return [Line(point, titles[point.pk], _cause(point), counted[point.pk]) for point in points]


def citing(user: User, case_no: str, now: datetime) -> list[Line]:
    """The points that cite a case, as far as this person may see them."""
    cited = PointCase.objects.filter(case_no=case_no, until=None).values("point")
    rows = seen.visible(user, now).filter(pk__in=cited).select_related("told_in")
    return lines_of(user, list(rows.order_by("-touched_at")[:5]))


def steps_of(point: Point) -> list[StepLine]:
    """Every step, oldest first."""
    steps = list(point.steps.order_by("pk"))
    texts = kept_texts.opened(steps, point.centre)
    return [StepLine(s, said, s.erased) for s, said in zip(steps, texts, strict=True)]


def title_of(point: Point) -> str:
    """What the point is called now."""
    return _titles([point])[point.pk]


def standing_words(found: Iterable[StepLine]) -> dict[str, str]:
    """Title and proposal as they stand: the last that was said of each."""
    words: dict[str, str] = {}
    for line in found:
        if line.step.kind in ("proposed", "revised"):
            words = {**words, **line.texts}
    return words


def _titles(points: Sequence[Point]) -> dict[int, str]:
    found: dict[int, str] = {}
    for centre in {point.centre for point in points}:
        here = [p for p in points if p.centre == centre]
        steps = [p.told_in for p in here if p.told_in is not None]
        texts = kept_texts.opened(steps, centre)
        said = {step.point_id: text for step, text in zip(steps, texts, strict=True)}
        for point in here:
            found[point.pk] = said.get(point.pk, {}).get("title") or ERASED
    return found


def _cases_seen(user: User, points: Sequence[Point]) -> Counter[int]:
    cited = PointCase.objects.filter(point__in=[p.pk for p in points], until=None)
    mine = cited.filter(case_no__in=access.visible(user).values("case_no"))
    return Counter(mine.values_list("point", flat=True))


def _cause(point: Point) -> str:
    known = standard_for(point.centre).causes.get(point.cause)
    return known.label if known else point.cause
