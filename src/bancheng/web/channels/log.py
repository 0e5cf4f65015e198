"""往来记录: what came and went by a channel, when, and what became of it.

Read by the administrator, who sees no cases: no number of a case stands here, only theirs.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.channels.passage_row import CAME, TRIED, WENT
from bancheng.web.channels.one import kept_setup
from bancheng.web.desk import Reader, desk, show

A_PAGE = 50
WAYS = {"": "全部", CAME: "收到", WENT: "送出", TRIED: "试一下"}


@require_safe
@desk
def channel_log_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET /channels/<number>/log?way=&failed=&page="""
    setup = kept_setup(reader, number)
    way = request.GET.get("way", "")
    failed = request.GET.get("failed", "") == "1"
    found = setup.passages.all()
    found = found.filter(way=way) if way in (CAME, WENT, TRIED) else found
    found = found.filter(fine=False) if failed else found
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "setup": setup,
        "page": page,
        "ways": [(name, label, name == way) for name, label in WAYS.items()],
        "way": way,
        "failed": failed,
    }
    return show(request, reader, "channels/log.html", context, at="channels")
