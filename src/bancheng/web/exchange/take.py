"""收一份交换件: a file is chosen; it is taken whole, or one sentence says why not."""

from __future__ import annotations

from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.exchange.authority import partners_of
from bancheng.exchange.taking import Taken, take
from bancheng.web.desk import Reader, desk, show


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def take_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /exchange/take"""
    partners = partners_of(reader.user, reader.now)
    if not partners:
        raise Http404
    wrong = ""
    if request.method == "POST":
        try:
            taken = take(reader.user, _content(request.FILES.get("file")), reader.now)
        except Refusal as refusal:
            wrong = refusal.sentence
        else:
            messages.success(request, _told(taken))
            file = taken.file
            answer = redirect("exchange-taken", pk=file.partner_id, serial=file.serial)
            answer.status_code = 303
            return answer
    context = {"partners": partners, "wrong": wrong}
    status = 422 if wrong else 200
    return show(request, reader, "exchange/take.html", context, at="exchange", status=status)


def _content(file: File[bytes] | None) -> bytes:
    if file is None:
        raise Refusal("missing", "请选对方给的交换件（.bcx 文件）。", field="file")
    if getattr(file, "let_go", False):
        raise Refusal("too_large", "这个文件太大，不是交换件，没有收。", field="file")
    content: bytes = file.read()
    return content


def _told(taken: Taken) -> str:
    if taken.repeated:
        when = f"{taken.file.taken_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        return f"这一份 {when} 已经收过，没有重办。当时办成了什么，看下面。"
    return "已收，核对无误。办成了什么，看下面；回执会随下一份交换件带给对方。"
