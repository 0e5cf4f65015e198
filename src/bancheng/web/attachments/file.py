"""看附件: one file of a case, for whoever may see the case now; for anybody else there is none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.attached import open_file
from bancheng.files.giving_out import file_answer, picture_answer
from bancheng.files.keeping import LostFileError
from bancheng.web.desk import Reader, desk, show


@require_safe
@desk
def file_page(request: HttpRequest, reader: Reader, case_no: str, file_id: str) -> HttpResponse:
    """GET /cases/<number>/files/<id>: pictures in place, others to be saved; ?save=1 all of them"""
    try:
        about, content = open_file(reader.user, case_no, file_id, "content", reader.now)
    except LostFileError as lost:
        context = {"case_no": case_no, "told": str(lost)}
        return show(request, reader, "attachments/lost.html", context, at="search", status=410)
    return file_answer(about, content, save=bool(request.GET.get("save")))


@require_safe
@desk
def small_picture(request: HttpRequest, reader: Reader, case_no: str, file_id: str) -> HttpResponse:
    """GET /cases/<number>/files/<id>/small"""
    try:
        _, content = open_file(reader.user, case_no, file_id, "small", reader.now)
    except LostFileError as lost:
        return HttpResponse(str(lost), status=410, content_type="text/plain")
    return picture_answer(content)
