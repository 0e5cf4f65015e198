"""窗口海报 on the pages: which sheet, what its code opens, and the file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.core.refusal import Refusal
from bancheng.papers.poster import SIZES, poster_paper
from bancheng.papers.taking import site_fonts
from bancheng.people.models import Window
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.web.desk import Reader, desk, show
from bancheng.web.papers.paper_answer import paper_answer
from bancheng.web.public.address import public_address
from bancheng.web.rota.halls import hall_at


@require_safe
@desk
def poster_page(request: HttpRequest, reader: Reader, window: int) -> HttpResponse:
    """GET /papers/poster/<window>; with ``size`` the file itself"""
    found = Window.objects.filter(pk=window, active=True).select_related("centre").first()
    if found is None:
        raise Http404(str(window))
    hall = hall_at(found.centre, reader)
    wanted, link, wrong = request.GET.get("size", ""), request.GET.get("link", "").strip(), None
    size = next((one for one in SIZES if one == wanted), None)
    if wanted and size is None:
        raise Http404(wanted)
    if size is not None:
        fonts = site_fonts()
        try:
            paper = poster_paper(hall.centre, found, hall.standard, Legible(fonts), link, size)
            return paper_answer(pdf(paper, fonts, reader.now), "pdf", f"{found.name} {size}")
        except Refusal as refusal:
            wrong = refusal.sentence
    shown = (
        link if "link" in request.GET else public_address(request, "public-home", found.centre.code)
    )
    context = {"hall": hall, "window": found, "sizes": SIZES, "link": shown, "wrong": wrong}
    status = 422 if wrong else 200
    return show(request, reader, "papers/poster.html", context, at="rota", status=status)
