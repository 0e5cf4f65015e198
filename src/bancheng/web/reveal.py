"""显示: a masked detail is shown whole to whoever gives a reason; who and why is kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework.look import Look, look
from bancheng.casework.reveal import REVEALABLE, reveal
from bancheng.core.decider import FIELDS
from bancheng.core.given import term_of
from bancheng.core.permission import act_term
from bancheng.core.refusal import Refusal
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.heading import heading


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def reveal_page(request: HttpRequest, reader: Reader, case_no: str, field: str) -> HttpResponse:
    """GET asks for the reason, POST shows. The value stands on this page only and in no address."""
    found = look(reader.user, case_no, reader.now)
    if field not in REVEALABLE:
        raise Http404(field)
    wrong: Wrong | None = None
    shown = ""
    if request.method == "POST":
        try:
            reason = request.POST.get("reason") or request.POST.get("other", "")
            shown = reveal(reader.user, case_no, field, reason, reader.now)
        except Refusal as refusal:
            wrong = wrong_of(refusal, found.standard)
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "field": field,
        "term": term_of(FIELDS[field], found.standard),
        "shown": shown,
        "wrong": wrong,
        "reasons": reasons(found),
    }
    status = 422 if wrong else 200
    if "HX-Request" in request.headers:
        # htmx puts only a good answer on the page
        return render(request, "web/reveal_here.html", context)
    return show(request, reader, "web/reveal.html", context, at="search", status=status)


def reasons(found: Look) -> list[str]:
    """What the reader owes on this case: the usual reason to need a name or phone."""
    owed = (act_term(found.standard, duty.owed[0]) for duty in found.owed_by_reader())
    return list(dict.fromkeys(owed))
