"""免予扣分: one case of one indicator, exempted with a reason, or that taken back with one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.core.refusal import Refusal
from bancheng.core.scoring.points import OfCase, Part, points_words
from bancheng.core.scoring.sheet import Sheet
from bancheng.people import directory
from bancheng.scoring.exempting import Place, exempt, take_back
from bancheng.scoring.sheets import Scored
from bancheng.web.desk import Reader, desk, show
from bancheng.web.scoring.asked import NOW, Asked, asked_of
from bancheng.web.scoring.scores import sheet_address
from bancheng.web.scoring.words import how_words, subject_words


@sensitive_post_parameters("reason", "basis")
@require_http_methods(["GET", "POST"])
@desk
def score_exempt_page(request: HttpRequest, reader: Reader, code: str, year: int) -> HttpResponse:
    """GET and POST /scores/<centre>/<year>/exempt?unit=…&indicator=…&case=…"""
    asked = asked_of(reader, {"view": NOW}, code, year)
    if not asked.seen.decides:
        raise Http404
    sent = request.GET
    scored = asked.scored(reader)
    sheet, part, case = _meant(scored, *(sent.get(n, "") for n in ("unit", "indicator", "case")))
    line = case_lines(access.visible(reader.user).filter(case_no=case.case_no)).get(case.case_no)
    if line is None:
        raise Http404
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            place = Place(code, year, sheet.unit, part.name, case.case_no)
            said = _done(request, reader, place, part)
        except Refusal as refusal:
            wrong = refusal
        else:
            messages.success(request, said)
            answer = redirect(sheet_address(asked, sheet))
            answer.status_code = 303
            return answer
    context = {
        **_page(asked, sheet, part, case),
        "line": line,
        "here": urlencode(sent.dict()),
        "back": sheet_address(asked, sheet),
        "wrong": wrong,
        "typed": {name: request.POST.get(name, "") for name in ("reason", "basis")},
    }
    status = 422 if wrong else 200
    return show(request, reader, "scoring/exempt.html", context, at="scores", status=status)


def _meant(scored: Scored, unit: str, indicator: str, case_no: str) -> tuple[Sheet, Part, OfCase]:
    for sheet in scored.sheets:
        part = sheet.part(indicator) if sheet.unit == unit else None
        for case in part.cases if part is not None and part.rule.takes else ():
            if case.case_no == case_no and part is not None:
                return sheet, part, case
    raise Http404


def _done(request: HttpRequest, reader: Reader, place: Place, part: Part) -> str:
    sent = request.POST
    reason = sent.get("reason", "")
    if sent.get("do") == "take_back":
        take_back(reader.user, place, reason, reader.now)
        return "已收回，这件照扣。原来的理由还在。"
    taking = [case.case_no for case in part.cases]
    exempt(reader.user, place, taking, reason, sent.get("basis", ""), reader.now)
    return "已免予扣分，理由记在这一分旁边。"


def _page(asked: Asked, sheet: Sheet, part: Part, case: OfCase) -> dict[str, object]:
    return {
        "asked": asked,
        "name": subject_words(sheet, directory.unit_name(sheet.unit)),
        "label": part.rule.label,
        "points": points_words(case.points),
        "exempt": case.exempt,
        "times": case.times,
        "how": how_words(part),
    }
