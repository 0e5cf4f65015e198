"""一张评分表: the indicators, the cases that took or gave points, and what was said."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.core.scoring.sheet import Sheet
from bancheng.people import directory
from bancheng.scoring.objecting import Said, object_to, objections
from bancheng.scoring.sheets import Scored
from bancheng.web.desk import Reader, desk, show
from bancheng.web.scoring.asked import Asked, asked_of
from bancheng.web.scoring.parts import Drawn, visible
from bancheng.web.scoring.scores import sheet_address
from bancheng.web.scoring.words import (
    band_of,
    extra_words,
    subject_words,
    total_words,
)
from bancheng.web.words_of_time import clock_words

UNSEEN = "（说的是一件您现在看不到的工单）"


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
@desk
def score_sheet_page(
    request: HttpRequest, reader: Reader, code: str, year: int, subject: str, unit: str
) -> HttpResponse:
    """GET and POST /scores/<centre>/<year>/department/<unit>/; POST says a department's word."""
    asked = asked_of(reader, request.GET.dict(), code, year)
    if not asked.seen.sees(unit):
        raise Http404
    scored = asked.scored(reader)
    found = next((s for s in scored.sheets if (s.subject, s.unit) == (subject, unit)), None)
    if found is None:
        raise Http404
    wrong: Refusal | None = None
    if request.method == "POST":
        taking = {case.case_no for part in found.parts for case in part.cases}
        try:
            object_to(
                *(reader.user, code, year, unit, request.POST.get("case_no", "")),
                *(taking, request.POST.get("text", ""), reader.now),
            )
        except Refusal as refusal:
            wrong = refusal
        else:
            messages.success(request, "申辩已交上，定稿以前会看到。")
            answer = redirect(sheet_address(asked, found))
            answer.status_code = 303
            return answer
    context = {
        **_page(asked, scored, found, reader, request.GET.get("all", "")),
        "wrong": wrong,
        "typed": {name: request.POST.get(name, "") for name in ("case_no", "text")},
    }
    status = 422 if wrong else 200
    return show(request, reader, "scoring/sheet.html", context, at="scores", status=status)


def _page(
    asked: Asked, scored: Scored, sheet: Sheet, reader: Reader, whole: str
) -> dict[str, object]:
    own = sheet.subject == "department" and sheet.unit in asked.seen.own
    until = asked.score.fixed_at if asked.score else reader.now
    said = objections(scored.centre, asked.year, sheet.unit, until)
    back = {"centre": asked.seen.centre.code, "year": str(asked.year)}
    return {
        "asked": asked,
        "sheet": sheet,
        "name": subject_words(sheet, directory.unit_name(sheet.unit)),
        "back": urlencode(back) + (f"&{asked.address}" if asked.address else ""),
        "total": total_words(sheet),
        "extra": extra_words(sheet),
        "band": band_of(sheet),
        "parts": Drawn(asked, scored, sheet, reader, whole).parts(),
        "said": _said(said, reader),
        "speaks": own and asked.open and asked.standing is None,
        "own": own,
        "unread": scored.unread,
    }


def _said(said: list[Said], reader: Reader) -> list[tuple[str, str, str]]:
    """When and by whom, about which case, what; of a case that is not the reader's to see nothing
    but that something was said."""
    seen = visible(reader, {one.row.about for one in said if one.row.about})
    return [
        (
            f"{clock_words(one.row.at.astimezone(CHINA), reader.now)} "
            f"{directory.name_of(one.row.by)}",
            one.row.about if one.row.about in seen else "",
            one.text if not one.row.about or one.row.about in seen else UNSEEN,
        )
        for one in said
    ]
