"""一个数背后的工单: the cases behind one of a department's figures, through the read door."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.core.permission import stage_term
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.scoring.asked import asked_of
from bancheng.web.scoring.words import MEASURES

A_PAGE = 30


@require_safe
@desk
def score_cases_page(
    request: HttpRequest, reader: Reader, code: str, year: int, unit: str, measure: str
) -> HttpResponse:
    """GET /scores/<centre>/<year>/cases/<unit>/late?view=…&begin=30"""
    asked = asked_of(reader, request.GET.dict(), code, year)
    if not asked.seen.sees(unit) or measure not in MEASURES:
        raise Http404
    scored = asked.scored(reader)
    if unit not in {one.code for one in scored.units}:
        raise Http404
    facts = scored.facts
    counted = facts.answers(unit) if measure == "late" else facts.cases(measure, unit)
    times = Counter(counted.hits)
    rows = access.visible(reader.user).filter(case_no__in=times, chain=code)
    numbers = sorted(rows.values_list("case_no", flat=True), reverse=True)
    begins = _from(request.GET.get("begin", ""))
    shown = numbers[begins : begins + A_PAGE]
    lines = case_lines(rows.filter(case_no__in=shown))
    context = {
        "asked": asked,
        "title": f"{directory.unit_name(unit)}{asked.title}：{MEASURES[measure]}",
        "n": len(counted.hits),
        "cases": len(times),
        "lines": [
            (line, stage_term(line.standard, line.case.stage))
            for number in shown
            if (line := lines.get(number)) is not None
        ],
        "unseen": len(times) - len(numbers),
        "before": str(max(begins - A_PAGE, 0)) if begins else "",
        "after": str(begins + A_PAGE) if begins + A_PAGE < len(numbers) else "",
        "left": len(numbers) - begins - A_PAGE,
    }
    return show(request, reader, "scoring/cases.html", context, at="scores")


def _from(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
