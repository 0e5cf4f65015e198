"""一个堵点: what is stuck, the cases that showed it, what was proposed, decided, done — and whether
it helped.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.casework.surroundings import standard_for
from bancheng.core.permission import stage_term
from bancheng.improvement import authority, reading, seen
from bancheng.improvement.effect import Effect, Side, effect
from bancheng.improvement.kept_texts import ERASED
from bancheng.improvement.point_row import STAGES, Point
from bancheng.improvement.reading import StepLine
from bancheng.items.naming import labels_of
from bancheng.people import directory, seats
from bancheng.people.chart import current
from bancheng.web.desk import Reader, desk, show
from bancheng.web.improvement.listed import TONES, owner_words
from bancheng.web.improvement.steps import STEPS
from bancheng.web.words_of_time import clock_words, day_words

DID = {
    "proposed": "提出堵点",
    "revised": "改写了堵点",
    "cited": "加了一件工单",
    "adopted": "采纳",
    "not_adopted": "没有采纳",
    "done": "报告改好了",
    "checked": "核对",
}
TERMS = {
    "title": "堵在哪里",
    "proposal": "怎么改",
    "reason": "理由",
    "what": "改了什么",
    "text": "看到",
    "note": "说明",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One step on the timeline."""

    at: str
    who: str
    did: str
    said: tuple[tuple[str, str], ...]
    erased: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One month of the picture: its height in hundredths of the highest."""

    term: str
    n: int
    height: int
    top: int
    after: bool


@require_safe
@desk
def point_page(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """GET /bottlenecks/<key>/"""
    point = seen.point_for(reader.user, key, reader.now)
    return show(request, reader, "improvement/point.html", page(point, reader), at="bottlenecks")


def page(point: Point, reader: Reader) -> dict[str, object]:
    """Everything the page shows."""
    standard = standard_for(point.centre)
    steps = reading.steps_of(point)
    words = reading.standing_words(steps)
    cause = standard.causes.get(point.cause)
    found = effect(reader.user, point, reader.now)
    open_steps = [
        (name, step.term)
        for name, step in STEPS.items()
        if authority.why_not(reader.user, point, step.rule, reader.now) is None
    ]
    today = reader.now.date()
    return {
        "point": point,
        "title": words.get("title") or ERASED,
        "proposal": words.get("proposal", ""),
        "cause": cause.label if cause else point.cause,
        "stage": STAGES[point.stage],
        "tone": TONES[point.stage],
        "centre": seats.unit_by_code(point.centre).shown,
        "owner": owner_words(point),
        "due": day_words(point.due_on, today) if point.due_on else "",
        "late": point.stage == "adopted" and point.due_on is not None and point.due_on < today,
        "done": day_words(point.done_on, today) if point.done_on else "",
        "circle": circle_names(point),
        "cases": _cases(point, reader),
        "acts": [one for one in open_steps if one[0] not in LATER],
        "more_acts": [one for one in open_steps if one[0] in LATER],
        "steps": [_told(line, reader) for line in reversed(steps)],
        "columns": columns(found),
        "effect": effect_words(found),
        "narrowed": bool(point.circle),
    }


LATER = frozenset({"revise", "cite"})


def circle_names(point: Point) -> list[str]:
    """The items that wait for one another, by name; the code where the library knows it no more."""
    named = labels_of(f"{node}@1" for node in point.circle)
    return [named.get(f"{node}@1", node) for node in point.circle]


def _cases(point: Point, reader: Reader) -> list[tuple[str, str, str]]:
    numbers = seen.cases_of(reader.user, point)
    rows = access.visible(reader.user).filter(case_no__in=numbers)
    lines = case_lines(rows)
    return [
        (number, lines[number].line, stage_term(lines[number].standard, lines[number].case.stage))
        for number in numbers
        if number in lines
    ]


def _told(line: StepLine, reader: Reader) -> Told:
    step = line.step
    unit = current().units.get(step.unit)
    did = DID[step.kind]
    if step.kind == "adopted":
        did = f"{did}，交{_given_to(step.data)}改，{step.data['due_on']} 前改好"
    elif step.kind == "done":
        did = f"{did}，{step.data['done_on']} 起就是这样"
    elif step.kind == "checked":
        did = f"{did}：{'改好了' if step.data['works'] else '还没有改好，退回再改'}"
    elif step.kind == "cited":
        mine = access.visible(reader.user).filter(case_no=step.data["case"]).exists()
        did = f"{did}：{step.data['case']}" if mine else did
    return Told(
        clock_words(step.at, reader.now),
        f"{unit.shown if unit else ''} {directory.name_of(step.by)}".strip(),
        did,
        tuple((TERMS[name], text) for name, text in line.texts.items()),
        line.erased,
    )


def _given_to(data: dict[str, object]) -> str:
    code, user = str(data.get("unit") or ""), str(data.get("user") or "")
    known = current().units.get(code)
    return directory.name_of(user) if user else known.shown if known else code


def columns(found: Effect) -> list[Column]:
    """The months as columns; nothing where there were no cases at all."""
    highest = max((month.n for month in found.months), default=0)
    if not highest:
        return []
    return [
        Column(
            f"{month.first.month}月",
            month.n,
            height := round(month.n * 100 / highest),
            100 - height,
            month.after,
        )
        for month in found.months
    ]


def effect_words(found: Effect) -> list[str]:
    """Before and after in sentences, honest where there are few."""
    if found.before is None or found.after is None:
        return ["还没有改好，先看近几个月的件数。"]
    said = [_side("改好以前", found.before)]
    if not found.after.days:
        return [*said, "今天才改好，以后的件数过些日子再来看。"]
    said.append(_side("改好以后", found.after))
    if not found.comparable:
        said.append("件数太少，前后不作比较。")
    return said


def _side(term: str, side: Side) -> str:
    per = f"，每 30 天 {side.per_thirty} 件" if side.per_thirty is not None else ""
    return f"{term} {side.days} 天：{side.n} 件（n={side.n}{per}）"
