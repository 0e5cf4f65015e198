"""数字背后的工单: the list that a figure opens, each case through the read door."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.core.permission import stage_term
from bancheng.figures import catching_up
from bancheng.figures.behind import IN_HAND, behind
from bancheng.figures.counting import Key
from bancheng.figures.naming import names_along
from bancheng.figures.scope import scope_of
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures.asked import asked_of
from bancheng.web.figures.tables import AGAIN, PHASES
from bancheng.web.figures.words import period_words

A_PAGE = 30
LONGEST = 200
TERMS = {
    "accepted": "受理",
    "ended": "办结",
    "done": "办成",
    "declined": "不予受理",
    "called_back": "回访过",
    IN_HAND: "期末还在办",
    "met": "按期",
    "late": "超时已办",
    "overdue": "超时未办",
    "owed": "还没到期",
    "extended": "延期",
    "placed": "交办",
    "answered": "部门回复",
    "returned": "退单",
}


@require_safe
@desk
def behind_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /figures/cases?…&measure=accepted&axis=kind&code=general"""
    asked = asked_of(request.GET, reader)
    axis, code = (request.GET.get(name, "")[:LONGEST] for name in ("axis", "code"))
    measure = request.GET.get("measure", "")
    if measure not in TERMS:
        raise Http404
    catching_up.catch_up(asked.centre.code)
    key = Key(axis or "all", code, measure)
    scope = scope_of(asked.centre.code, reader.user)
    found = behind(scope, asked.period, key, asked.as_at, reader.now)
    begins = _from(request)
    numbers = found.cases[begins : begins + A_PAGE]
    rows = access.visible(reader.user).filter(case_no__in=numbers)
    lines = case_lines(rows)
    context = {
        "asked": asked,
        "title": f"{period_words(asked.period)}：{TERMS[measure]}{_of(key, asked.centre)}",
        "n": found.n,
        "several": found.n != len(found.cases),
        "cases": len(found.cases),
        "lines": [
            (line, stage_term(line.standard, line.case.stage))
            for number in numbers
            if (line := lines.get(number)) is not None
        ],
        "back": asked.address(),
        "before": asked.address(**_more(key, begins - A_PAGE)) if begins else "",
        "after": asked.address(**_more(key, begins + A_PAGE))
        if begins + A_PAGE < len(found.cases)
        else "",
        "left": len(found.cases) - begins - A_PAGE,
    }
    return show(request, reader, "figures/behind.html", context, at="figures")


def _of(key: Key, centre: Unit) -> str:
    if key.axis in ("all", ""):
        return ""
    if key.axis == "again":
        return f"，{dict(AGAIN).get(key.code, key.code)}"
    if key.axis == "day":
        return f"，{key.code}"
    phase = dict(PHASES).get(key.axis, "")
    name = names_along(key.axis, [key.code], centre).get(key.code, key.code)
    return f"，{phase}{name}"


def _more(key: Key, begins: int) -> dict[str, str]:
    return {**key._asdict(), "begin": str(max(begins, 0))}


def _from(request: HttpRequest) -> int:
    text = request.GET.get("begin", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
