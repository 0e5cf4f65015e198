"""通报文件: PDF or DOCX, made anew from the same figures each time."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.bulletin.authority import issue_for, rule_of
from bancheng.bulletin.files import FILES, file_of
from bancheng.bulletin.laying_out import number_words
from bancheng.bulletin.words import period_words
from bancheng.core.refusal import Refusal
from bancheng.web.desk import Reader, desk

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@desk
def bulletin_file(request: HttpRequest, reader: Reader, key: str, kind: str) -> HttpResponse:
    """GET /bulletins/<key>/file.pdf"""
    if kind not in FILES:
        raise Http404
    issue = issue_for(reader.user, key, reader.now)
    try:
        made = file_of(issue, kind, reader.now)
    except Refusal as refused:
        return HttpResponse(refused.sentence, status=422, content_type="text/plain; charset=utf-8")
    which = number_words(issue) or "草稿"
    name = f"{rule_of(issue.centre).title}（{period_words(issue.period)}，{which}）.{kind}"
    answer = HttpResponse(made, content_type=TYPES[kind])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
