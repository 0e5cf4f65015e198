"""堵点: all block points one may see, with what the cases of late suggest."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.casework.surroundings import standard_for
from bancheng.improvement import authority, reading, suggestions
from bancheng.improvement.point_row import (
    ADOPTED,
    CHECKED,
    DONE,
    NOT_ADOPTED,
    PROPOSED,
    STAGES,
    Point,
)
from bancheng.improvement.reading import Line
from bancheng.improvement.suggestions import Suggestion
from bancheng.items.naming import labels_of
from bancheng.journal import read
from bancheng.people import directory
from bancheng.people.chart import current
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import day_words

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("正在改的", (PROPOSED, ADOPTED, DONE)),
    "checked": ("改好了的", (CHECKED,)),
    "not_adopted": ("没有采纳的", (NOT_ADOPTED,)),
}
TONES = {PROPOSED: "", ADOPTED: "blue", DONE: "yellow", CHECKED: "green", NOT_ADOPTED: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One block point."""

    key: str
    title: str
    cause: str
    cases: int
    stage: str
    tone: str
    owner: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """What the cases of late suggest, in one sentence, and where it is put up."""

    sentence: str
    address: str


@require_safe
@desk
def points_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /bottlenecks/"""
    if reader.is_administrator:
        raise Http404
    tab = request.GET.get("which", "")
    if tab not in TABS:
        raise Http404
    lines, more = reading.lines(reader.user, reader.now, TABS[tab][1])
    proposing = authority.proposing_centres(reader.user, reader.now)
    context = {
        "tabs": [(key, term, key == tab) for key, (term, _) in TABS.items()],
        "rows": [row_of(line, reader) for line in lines],
        "more": more,
        "may_propose": bool(proposing),
        "hints": hints(reader) if proposing and not tab else [],
        "told": told(reader) if proposing and not tab else [],
    }
    return show(request, reader, "improvement/points.html", context, at="bottlenecks")


def row_of(line: Line, reader: Reader) -> Row:
    """One line in words."""
    point, today = line.point, reader.now.date()
    waits = point.stage == ADOPTED
    return Row(
        point.key,
        line.title,
        line.cause,
        line.cases,
        STAGES[point.stage],
        TONES[point.stage],
        owner_words(point),
        f"{day_words(point.due_on, today)}前" if point.due_on and waits else "",
        waits and point.due_on is not None and point.due_on < today,
    )


def owner_words(point: Point) -> str:
    """Whom it was given to."""
    if point.owner_user:
        return directory.name_of(point.owner_user)
    known = current().units.get(point.owner_unit)
    return known.shown if known else point.owner_unit


def hints(reader: Reader) -> list[Hint]:
    """«最近 90 天里 6 件工单都写了“材料”，要不要立为堵点»."""
    found = suggestions.suggestions(reader.user, reader.now)
    named = _items({one.item for one in found if one.item})
    return [_hint(one, named.get(one.item, "")) for one in found]


def _hint(one: Suggestion, item: str) -> Hint:
    cause = standard_for(one.centre).causes[one.cause].label
    about = f"，都是“{item}”" if item else ""
    sentence = f"最近{one.within}里 {len(one.cases)} 件工单写了“{cause}”{about}，要不要立为堵点？"
    asked = {"cause": one.cause, "item": one.item, "centre": one.centre}
    address = f"{reverse('bottleneck-new')}?{urlencode({k: v for k, v in asked.items() if v})}"
    return Hint(sentence, address)


def _items(nodes: set[str]) -> dict[str, str]:
    """«list/code» → what the item is called."""
    known = labels_of(f"{node}@1" for node in nodes)
    return {value.partition("@")[0]: label for value, label in known.items()}


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A case in which somebody wrote down where it was stuck."""

    case_no: str
    words: str
    line: str
    address: str


def told(reader: Reader) -> list[ToldRow]:
    """What was written down as a block point in cases and put up by nobody yet."""
    found = suggestions.told_in_words(reader.user, reader.now)
    numbers = [one.case_no for one in found]
    if not numbers:
        return []
    fields = {one.centre: standard_for(one.centre).recurring for one in found}
    names = {rule.told_in for rule in fields.values() if rule and rule.told_in}
    texts: dict[str, str] = {}
    for (case_no, _, _), text in read.details_of(numbers, sorted(names)).items():
        if text:
            texts[case_no] = text
    lines = case_lines(access.visible(reader.user).filter(case_no__in=numbers))
    return [
        ToldRow(
            number,
            texts[number],
            lines[number].line,
            f"{reverse('bottleneck-new')}?{urlencode({'case': number})}",
        )
        for number in numbers
        if number in texts and number in lines
    ]
