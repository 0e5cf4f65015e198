"""取出: a package as a file, for whoever archives, with what it is for; on record first."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bancheng.archive.finding import seen_by
from bancheng.archive.taking_out import file_name, take_out
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.web.archive.case_package import page
from bancheng.web.desk import Reader, desk


@sensitive_post_parameters("reason")
@require_POST
@desk
def take_one(request: HttpRequest, reader: Reader, package: int) -> HttpResponse:
    """POST /archive/<id>/take"""
    row = seen_by(reader.user).filter(pk=package).first()
    if row is None:
        raise Http404(str(package))
    reason = request.POST.get("reason", "")
    command = request.POST.get("command_id") or uuid4().hex
    try:
        made, content = take_out(reader.user, package, reason, command, reader.now)
    except Refusal as refusal:
        found = look(reader.user, row.case_no, reader.now)
        wrong_at = package if row.destroyed_at is None else None  # which has no field any more
        return page(request, reader, found, f"没有取出。{refusal.sentence}", wrong_at, reason)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = (
        content_disposition_header(True, file_name(made)) or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
