"""改进前后: block points that were dealt with, and the cases of their cause before and after."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.improvement import reading, seen
from bancheng.improvement.effect import effect
from bancheng.improvement.point_row import CHECKED, DONE
from bancheng.improvement.reading import Line
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures.asked import asked_of
from bancheng.web.improvement.point import effect_words
from bancheng.web.words_of_time import day_words

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Improved:
    """One block point and what became of its cases, in sentences."""

    key: str
    title: str
    cause: str
    done: str
    effect: tuple[str, ...]


@require_safe
@desk
def improved_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /figures/improved?centre=…: the latest that were done."""
    asked = asked_of(request.GET, reader)
    points = seen.visible(reader.user, reader.now).filter(
        centre=asked.centre.code, stage__in=(DONE, CHECKED), done_on__isnull=False
    )
    points = points.select_related("told_in").order_by("-done_on", "-pk")
    found = list(points[: SHOWN + 1])
    context = {
        "asked": asked,
        "points": [
            _improved(line, reader) for line in reading.lines_of(reader.user, found[:SHOWN])
        ],
        "more": len(found) > SHOWN,
        "address": asked.address(),
    }
    return show(request, reader, "figures/improved.html", context, at="figures")


def _improved(line: Line, reader: Reader) -> Improved:
    point = line.point
    return Improved(
        point.key,
        line.title,
        line.cause,
        day_words(point.done_on, reader.now.date()) if point.done_on else "",
        tuple(effect_words(effect(reader.user, point, reader.now))),
    )
