"""流程图的画面: the drawing with its words set in lines, for the page and for the sheet alike.

Sizes are those of the page in pixels; the sheet takes the same numbers in its own measure.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.chart.drawing import Drawing, Frame, Line, Point
from bancheng.core.chart.layout import HEAD, arranged, layout
from bancheng.core.chart.plan import Plan, plan
from bancheng.core.chart.ways import Ways
from bancheng.core.permission import role_term
from bancheng.core.standard.standard import Standard
from bancheng.web.flowchart.letters import in_lines
from bancheng.web.flowchart.standing import Standing
from bancheng.web.flowchart.words import OWN, StepWords, number, words_of

SIZES = {"stand": 12.5, "called": 15.5, "limit": 12.5, "cited": 12.0}
HIGH = {"stand": 17.0, "called": 20.0, "limit": 15.5, "cited": 15.0}
"""Letters of each sort of line, and how high a line of it is."""
INSET, PAD = 5.0, 5.0
WIDTHS = (150.0, 162.0, 175.0, 200.0, 225.0)
SHEET = (190.0, 236.0)
"""Widths of boxes to choose from, and the room on an A4 sheet: the biggest letters win."""
LANE_LETTERS = 15.0


@dataclass(frozen=True, slots=True)
class Written:
    """A line of words: its sort, and where its foot stands."""

    sort: str
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class BoxDrawn:
    """A step's box; ``standing`` is did, now, next or empty where no case is asked about."""

    act: str
    frame: Frame
    lines: tuple[Written, ...]
    words: StepWords
    standing: str
    aside: bool
    said: str
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineDrawn:
    """A line as the page draws it, and as corners; ``gone`` where the case has gone it."""

    path: str
    corners: tuple[Point, ...]
    standing: str
    aside: bool


@dataclass(frozen=True, slots=True)
class LaneDrawn:
    """A lane, its heading in lines, and whether it is shaded."""

    frame: Frame
    lines: tuple[Written, ...]
    name: str
    shaded: bool


@dataclass(frozen=True, slots=True)
class RouteDrawn:
    """One way, by its number."""

    number: str
    label: str
    refs: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole chart."""

    width: float
    height: float
    lanes: tuple[LaneDrawn, ...]
    lines: tuple[LineDrawn, ...]
    boxes: tuple[BoxDrawn, ...]
    joints: tuple[Point, ...]
    routes: tuple[RouteDrawn, ...]

    @property
    def has_aside(self) -> bool:
        """Whether anything stands beside the ways."""
        return any(box.aside for box in self.boxes)

    @property
    def has_own(self) -> bool:
        """Whether a limit is the centre's own, so that its sign needs explaining."""
        return any(OWN in limit for box in self.boxes for limit in box.words.limits)


def picture(standard: Standard, standing: Standing | None = None) -> Picture:
    """The chart of a standard, with a case's place where one is given."""
    steps = plan(standard)
    words = words_of(standard, steps)
    at = standing or Standing()
    told = {act: _told(words[act], at.words(act)) for act in steps.steps}
    found = arranged(steps)
    tried = [_drawn(steps, found, told, width) for width in WIDTHS]
    drawn, texts = max(tried, key=lambda t: min(SHEET[0] / t[0].width, SHEET[1] / t[0].height))
    boxes = tuple(
        BoxDrawn(
            act,
            drawn.boxes[act],
            tuple(_written(texts[act], drawn.boxes[act])),
            words[act],
            at.of(act),
            not steps.steps[act].routes,
            at.words(act),
            tuple(words[link.end].term for link in steps.links if link.start == act),
        )
        for act in sorted(steps.steps, key=lambda a: drawn.boxes[a].y)  # of a row as the routes go
    )
    lanes = tuple(
        _lane(role_term(standard, lane), frame, shaded=bool(n % 2))
        for n, (lane, frame) in enumerate(drawn.lanes.items())
    )
    lines = tuple(sorted((_line(k, at) for k in drawn.lines), key=lambda k: k.standing == "did"))
    routes = _routes(standard, steps, at)
    return Picture(drawn.width, drawn.height, lanes, lines, boxes, drawn.joints, routes)


Texts = list[tuple[str, str]]


def _drawn(
    steps: Plan, found: Ways, told: dict[str, Texts], width: float
) -> tuple[Drawing, dict[str, Texts]]:
    """The drawing with boxes so wide, and the words in lines that fit them."""
    room = width - 2 * INSET
    texts = {
        act: [(sort, line) for sort, text in all_ for line in in_lines(text, room / SIZES[sort])]
        for act, all_ in told.items()
    }
    heights = {act: 2 * PAD + sum(HIGH[sort] for sort, _ in lines) for act, lines in texts.items()}
    return layout(steps, width, heights, found), texts


def _told(words: StepWords, stand: str) -> Texts:
    """All that a box says with its sort, from the top."""
    told = [("stand", stand)] if stand else []
    told.append(("called", words.term))
    told += [
        ("limit", one) for one in ((words.only, *words.limits) if words.only else words.limits)
    ]
    if words.routes:
        told.append(("limit", words.routes))
    if words.cites:
        told.append(("cited", words.cites))
    return told


def _written(texts: list[tuple[str, str]], frame: Frame) -> list[Written]:
    lines, y = [], frame.y + PAD
    for sort, text in texts:
        y += HIGH[sort]
        lines.append(Written(sort, round(y - HIGH[sort] * 0.27, 1), text))
    return lines


def _lane(name: str, frame: Frame, *, shaded: bool) -> LaneDrawn:
    cut = in_lines(name, (frame.width - 2 * INSET) / LANE_LETTERS)
    top = (HEAD - 10 - 18 * len(cut)) / 2
    lines = tuple(Written("lane", top + 18 * n + 14, text) for n, text in enumerate(cut))
    return LaneDrawn(frame, lines, name, shaded)


def _line(line: Line, at: Standing) -> LineDrawn:
    (x, y), *rest = line.corners
    path = f"M{x:g} {y:g}" + "".join(f"L{px:g} {py:g}" for px, py in rest)
    return LineDrawn(path, line.corners, at.between(line.start, line.end), line.aside)


def _routes(standard: Standard, steps: Plan, at: Standing) -> tuple[RouteDrawn, ...]:
    return tuple(
        RouteDrawn(
            number(n),
            route.label,
            "、".join(standard.ref(clause) for clause in route.cites),
            mine=route is at.route,
        )
        for n, route in enumerate(steps.routes, start=1)
        if len(steps.routes) > 1
    )
