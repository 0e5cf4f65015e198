"""一起打印: one form of several cases in one PDF, for whoever marked them in a list."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.casework.access import NotFound
from bancheng.casework.look import Look, look
from bancheng.core.refusal import Refusal
from bancheng.papers import taking
from bancheng.papers.on_offer import FORMS, offers
from bancheng.papers.taken_row import PaperTaken
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader, desk, show
from bancheng.web.lists.bulk_lines import back_of, marked_in
from bancheng.web.papers.paper_answer import paper_answer


@require_http_methods(["GET", "POST"])
@desk
def together_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /papers/together; whoever comes here without cases is sent to the list."""
    if not works_on_cases(reader):
        raise Http404
    if request.method == "GET":
        return redirect("search")
    sent = request.POST
    marked = [mark.case_no for mark in marked_in(sent)]
    looks = _looks(reader, marked[: taking.MOST])
    paper, wrong = sent.get("paper", ""), None
    if len(marked) > taking.MOST:
        wrong = f"一次最多印 {taking.MOST} 件，现在选了 {len(marked)} 件，请分次打印。"
    elif paper:
        command = sent.get("command_id") or uuid4().hex
        try:
            rows = taking.take_together(
                reader.user, looks, paper, command, whole=sent.get("names") != "masked"
            )
        except Refusal as refusal:
            wrong = refusal.sentence
        else:
            answer = redirect("papers-file", rows[0].batch)
            answer.status_code = 303
            return answer
    titles = {
        offer.name: offer.title for found in looks for offer in offers(found)
        if offer.group == FORMS
    }  # fmt: skip
    context = {
        "numbers": [found.row.case_no for found in looks],
        "titles": titles,
        "back": back_of(sent),
        "command_id": uuid4().hex,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "papers/together.html", context, at="search", status=status)


def _looks(reader: Reader, case_nos: list[str]) -> list[Look]:
    found = []
    for case_no in case_nos:
        try:
            found.append(look(reader.user, case_no, reader.now))
        except NotFound:
            continue
    return found


@require_safe
@desk
def together_file(request: HttpRequest, reader: Reader, batch: str) -> HttpResponse:
    """GET /papers/together/<batch>: for whoever took them, and nobody else"""
    rows = list(PaperTaken.objects.filter(batch=batch, by=reader.user.username).order_by("pk"))
    if not rows:
        raise Http404(batch)
    try:
        content = taking.file_together(reader.user, rows, reader.now)
    except Refusal as refusal:
        context = {"wrong": refusal.sentence, "numbers": [], "titles": {}}
        return show(request, reader, "papers/together.html", context, at="search", status=422)
    return paper_answer(content, "pdf", f"{len(rows)} 件 {rows[0].at:%Y-%m-%d}")
