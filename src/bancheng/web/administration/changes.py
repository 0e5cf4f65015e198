"""设置记录: the page on which an administrator, or an auditor beside them, reads who set what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.people import directory
from bancheng.people.change import Change
from bancheng.web.administration.keeping import must_keep
from bancheng.web.desk import Reader, desk, show
from bancheng.web.running.running import looks_after_all

A_PAGE = 50


@require_safe
@desk
def changes_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /changes/?page=: those about the units one looks after; general ones for the top."""
    codes = {unit.code for unit in must_keep(reader)}
    if looks_after_all(reader):
        codes.add("")
    pages = Paginator(Change.objects.filter(about__in=codes), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "changes": [(change, directory.name_of(change.by)) for change in shown],
    }
    return show(request, reader, "administration/changes.html", context, at="changes")
