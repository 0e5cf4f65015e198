"""接口附件: files sent before the act that brings them, and the files of a case read again.

A file is the whole body of a signed request, so its digest is signed as any other content is. It
then waits for this account, a day at most, as one chosen on a page does; an act names it by its id.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api.admission import Caller, signed, signed_up_to
from bancheng.api.one_case import a_number
from bancheng.api.problem import Problem
from bancheng.api.turning_away import must_be
from bancheng.api.words import instant
from bancheng.casework.attached import open_file
from bancheng.clients.client_row import READ
from bancheng.clients.scopes import FILES
from bancheng.core.refusal import Refusal
from bancheng.files import limits, uploads
from bancheng.files.giving_out import file_answer
from bancheng.files.keeping import LostFileError

NAME = "name"
LONGEST_NAME = 200
BYTES = "application/octet-stream"


@signed_up_to(limits.LARGEST_FILE)
def send_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """POST /api/v1/files?name=…: the file itself as the body."""
    must_be(request, "POST")
    caller.must_have(FILES)
    name = request.GET.get(NAME, "")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        said = f"请在地址里写明文件名（?{NAME}=…），连同后缀，最多 {LONGEST_NAME} 个字。"
        raise Problem(422, "wrong_shape", said, "请写明文件名再发。", field=NAME)
    if (request.content_type or "").lower() != BYTES:
        said = f"附件要原样作为内容发来（Content-Type: {BYTES}）。"
        raise Problem(415, "not_bytes", said, "请改好再发。")
    try:
        kept = uploads.send(caller.user.username, name, caller.body, caller.now)
    except Refusal as refusal:
        said = "请换一份文件再发。"
        raise Problem(422, refusal.code, refusal.sentence, said, field=NAME) from None
    about = kept.attachment
    told = {
        "id": about.id,
        "name": about.name,
        "kind": about.kind,
        "size": about.size,
        "until": instant(caller.now + uploads.KEPT_FOR),
    }
    return JsonResponse(told, status=201, json_dumps_params={"ensure_ascii": False})


@signed
def read_operation(
    request: HttpRequest, caller: Caller, case_no: str, file_id: str
) -> HttpResponse:
    """GET /api/v1/cases/<number>/files/<id>"""
    must_be(request, "GET")
    caller.must_have(READ)
    try:
        about, content = open_file(caller.user, a_number(case_no), file_id, "content", caller.now)
    except LostFileError as lost:
        raise Problem(410, "file_lost", str(lost), "请告诉本中心的系统管理员。") from None
    return file_answer(about, content, save=True)
