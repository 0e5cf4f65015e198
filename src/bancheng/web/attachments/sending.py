"""传文件: one file at a time, before its form is handed in; until then its sender alone sees it."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.files import limits, uploads
from bancheng.files.giving_out import picture_answer
from bancheng.files.kind import Kind
from bancheng.files.receiving import Received
from bancheng.web.attachments.form_files import SENT_BEFORE, SENT_NOW, keep, shown
from bancheng.web.desk import Reader, desk


@require_POST
@desk
def send_file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /uploads/: a line for the form's list, or 422 with the sentence why not."""
    if reader.is_administrator:
        raise Http404
    case_no = request.POST.get("case_no") or None
    if case_no is not None:
        access.place_for(reader.user, case_no)
    file = request.FILES.get(SENT_NOW)
    if file is None:
        return HttpResponse("没有收到文件，请再选一次。", status=422, content_type="text/plain")
    try:
        one = keep(cast("Received", file), reader, case_no)
    except Refusal as refusal:
        return HttpResponse(refusal.sentence, status=422, content_type="text/plain")
    return render(request, "attachments/waiting.html", {"waiting": [shown(one)]})


@sensitive_post_parameters()
@require_POST
@desk
def list_waiting(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /uploads/waiting: the lines of files sent earlier, for a draft that is gone on with."""
    ids = request.POST.getlist(SENT_BEFORE)[: limits.MOST_AT_ONCE]
    found = uploads.pending(reader.user.username, ids, reader.now)
    waiting = [shown(one) for one in found if not one.signature]
    return render(request, "attachments/waiting.html", {"waiting": waiting})


@require_safe
@desk
def waiting_picture(request: HttpRequest, reader: Reader, file_id: str) -> HttpResponse:
    """GET /uploads/<id>: the small picture, or the signature, for whoever sent it."""
    one = next(iter(uploads.pending(reader.user.username, [file_id], reader.now)), None)
    if one is not None and one.signature:
        return picture_answer(uploads.content(one, "content"), Kind.PNG)
    if one is None or not one.has_small:
        raise Http404(file_id)
    return picture_answer(uploads.content(one, "small"))
