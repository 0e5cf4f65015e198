"""打印一件的: which papers there are for a case, one of them taken, and the file itself.

Name and phone stand on most of them whole, so a paper is taken by POST, which records who took
which one; the file is then opened by an address of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from bancheng.casework.look import Look, look
from bancheng.core.refusal import Refusal
from bancheng.papers import taking
from bancheng.papers.on_offer import Offer, offers
from bancheng.papers.taken_row import PaperTaken
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.heading import heading
from bancheng.web.papers.paper_answer import paper_answer


@require_safe
@desk
def papers_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/papers/"""
    return _page(request, reader, look(reader.user, case_no, reader.now), None)


@require_POST
@desk
def take_paper(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """POST /cases/<number>/papers/take"""
    found = look(reader.user, case_no, reader.now)
    sent = request.POST
    command = sent.get("command_id") or uuid4().hex
    whole = sent.get("names") != "masked"
    paper = sent.get("paper", "")
    try:
        row = taking.take(reader.user, found, paper, sent.get("file", "pdf"), command, whole=whole)
    except Refusal as refusal:
        return _page(request, reader, found, refusal.sentence, paper)
    answer = redirect("paper-file", case_no, row.pk)
    answer.status_code = 303
    return answer


@require_safe
@desk
def paper_file(request: HttpRequest, reader: Reader, case_no: str, taken: int) -> HttpResponse:
    """GET /cases/<number>/papers/<taking>: the file, as the case stood when it was taken"""
    row = PaperTaken.objects.filter(pk=taken, case_no=case_no).first()
    if row is None:
        raise Http404(str(taken))
    try:
        content = taking.file_of(reader.user, row, reader.now)
    except Refusal as refusal:
        found = look(reader.user, case_no, reader.now)
        return _page(request, reader, found, refusal.sentence)
    title = _title(look(reader.user, case_no, reader.now), row)
    return paper_answer(content, row.file, f"{title} {case_no}")


def _page(
    request: HttpRequest, reader: Reader, found: Look, wrong: str | None, chosen: str = ""
) -> HttpResponse:
    offered = offers(found)
    first = chosen or (offered[0].name if offered else "")
    rows = taking.taken(found.row.case_no)
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "groups": [(group, list(each)) for group, each in groupby(offered, lambda o: o.group)],
        "chosen": first,
        "files": taking.FILES,
        "taken": [(row, _title(found, row, offered), people.name_of(row.by)) for row in rows],
        "command_id": uuid4().hex,
        "wrong": wrong,
        "faults": taking.site_fonts().faults,
    }
    status = 422 if wrong else 200
    return show(request, reader, "papers/case.html", context, at="search", status=status)


def _title(found: Look, row: PaperTaken, offered: Sequence[Offer] | None = None) -> str:
    known = {o.name: o.title for o in (offers(found) if offered is None else offered)}
    return known.get(row.paper, "纸面材料")
