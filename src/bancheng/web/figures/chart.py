"""图: the figures of a page as pictures, each under its own address and its own strict headers.

A picture may load nothing and run nothing. Beside each stands a table that says the same.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.figures.bands import BANDS
from bancheng.figures.drawing import LIMIT_COLOURS, WIDE, Look, lying, standing
from bancheng.figures.figures import Figures, of
from bancheng.figures.naming import names_along
from bancheng.web.desk import Reader, desk
from bancheng.web.figures.asked import Asked, asked_of
from bancheng.web.figures.tables import PHASES
from bancheng.web.figures.trend import trend
from bancheng.web.workbench.appearance import chosen_of

LOOKS: dict[str, Look] = {"light": "light", "dark": "dark"}
BESIDE = 600  # a picture with its table at its side
ON_A_PHONE = 440
LIMITS = {"按期": "met", "超时已办": "late", "超时未办": "overdue"}
Draw = Callable[[Figures, Asked, Look, int], str]


@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [NONE]})
@require_safe
@desk
def chart_page(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """GET /figures/chart/<name>.svg?centre=…&from=…&to=…&as_at=…&narrow=1"""
    if name not in CHARTS:
        raise Http404
    asked = asked_of(request.GET, reader)
    figures = of(asked.centre, asked.period, reader.user, asked.as_at, reader.now)
    wide = ON_A_PHONE if "narrow" in request.GET else BESIDE if name == "outcome" else WIDE
    drawn = CHARTS[name](figures, asked, LOOKS.get(chosen_of(request), ""), wide)
    return HttpResponse(drawn, content_type="image/svg+xml")


def _trend(figures: Figures, asked: Asked, look: Look, wide: int) -> str:
    steps = trend(figures)
    accepted, ended = [step.accepted for step in steps], [step.ended for step in steps]
    return standing([step.mark for step in steps], {"受理": accepted, "办结": ended}, look, wide)


def _outcome(figures: Figures, asked: Asked, look: Look, wide: int) -> str:
    found = figures.by("outcome", "ended")
    names = names_along("outcome", found, asked.centre)
    bars = {"办结": [found[code] for code in names]}
    return lying(list(names.values()), bars, look, wide=wide)


def _limits(figures: Figures, asked: Asked, look: Look, wide: int) -> str:
    codes = sorted({code for m in LIMITS.values() for code in figures.by("unit", m)})
    names = names_along("unit", codes, asked.centre)
    series = {
        label: [figures.n(measure, "unit", code) for code in names]
        for label, measure in LIMITS.items()
    }
    return lying(list(names.values()), series, look, LIMIT_COLOURS, wide)


def _times(figures: Figures, asked: Asked, look: Look, wide: int) -> str:
    phases = [(axis, name) for axis, name in PHASES if figures.by(axis, "ended")]
    series = {
        words: [figures.n("ended", axis, code) for axis, _ in phases]
        for code, (_, words) in BANDS.items()
    }
    used = {words: counted for words, counted in series.items() if any(counted)}
    return lying([name for _, name in phases], used, look, wide=wide)


CHARTS: dict[str, Draw] = {
    "trend": _trend,
    "outcome": _outcome,
    "limits": _limits,
    "times": _times,
}
