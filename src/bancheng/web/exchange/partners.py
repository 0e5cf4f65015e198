"""交换: every partner of the reader's, what waits for it, and the way to take a file in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.exchange.authority import partners_of
from bancheng.exchange.waiting import waiting
from bancheng.web.desk import Reader, desk, show

SHOWN = 50


@require_safe
@desk
def exchange_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /exchange/"""
    partners = partners_of(reader.user, reader.now)
    if not partners:
        raise Http404
    context = {
        "lines": [(one, waiting(reader.user, one)) for one in partners[:SHOWN]],
        "more": max(len(partners) - SHOWN, 0),
    }
    return show(request, reader, "exchange/partners.html", context, at="exchange")
