"""空白表: the standard's forms without a case, for a day without power."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.library import standards
from bancheng.papers.form_sheet import blank_paper
from bancheng.papers.taking import site_fonts
from bancheng.typesetting.docx import docx
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.web.desk import Reader, desk
from bancheng.web.papers.paper_answer import KINDS, paper_answer


@require_safe
@desk
def blank_form(
    request: HttpRequest, reader: Reader, standard_id: str, edition: str, form: str
) -> HttpResponse:
    """GET /papers/blank/<standard>/<edition>/<form>; ``?file=docx`` for writing on it"""
    file = request.GET.get("file", "pdf")
    try:
        standard = standards.standard(standard_id, edition)
    except standards.StandardMissingError as missing:
        raise Http404 from missing
    if form not in standard.forms or file not in KINDS:
        raise Http404(form)
    fonts = site_fonts()
    paper = blank_paper(standard, form, Legible(fonts))
    made = docx(paper, reader.now) if file == "docx" else pdf(paper, fonts, reader.now)
    return paper_answer(made, file, f"{paper.title}（空白）")
