"""流程图 on the pages: that of a standard, that of a case with its place, and the sheet as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.look import look
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.papers.taking import site_fonts
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.wall_chart import wall_chart
from bancheng.web.desk import Reader, desk, show
from bancheng.web.flowchart.picture import picture
from bancheng.web.flowchart.sheet import SIZES, chart_sheet
from bancheng.web.flowchart.standing import standing_of
from bancheng.web.flowchart.words import OWN_WORDS
from bancheng.web.heading import heading
from bancheng.web.papers.paper_answer import paper_answer


@require_safe
@desk
def flowchart_page(
    request: HttpRequest, reader: Reader, standard_id: str, edition: str
) -> HttpResponse:
    """GET /flowchart/<id>/<edition>"""
    standard = _standard(standard_id, edition)
    context = {"standard": standard, "chart": picture(standard), "own": OWN_WORDS, "sizes": SIZES}
    return show(request, reader, "flowchart/standard.html", context, at="setup")


@require_safe
@desk
def flowchart_sheet(
    request: HttpRequest, reader: Reader, standard_id: str, edition: str, paper: str
) -> HttpResponse:
    """GET /flowchart/<id>/<edition>/A3.pdf"""
    standard = _standard(standard_id, edition)
    size = next((one for one in SIZES if one == paper), None)
    if size is None:
        raise Http404(paper)
    fonts = site_fonts()
    made = chart_sheet(standard, picture(standard), Legible(fonts), size)
    return paper_answer(wall_chart(made, fonts, reader.now), "pdf", f"{made.title} {size}")


@require_safe
@desk
def case_flowchart(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/flowchart/"""
    found = look(reader.user, case_no, reader.now)
    standing = standing_of(found)
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "chart": picture(found.standard, standing),
        "route": standing.route,
        "own": OWN_WORDS,
    }
    return show(request, reader, "flowchart/case.html", context, at="search")


def _standard(standard_id: str, edition: str) -> Standard:
    try:
        return standards.standard(standard_id, edition)
    except standards.StandardMissingError as missing:
        raise Http404 from missing
