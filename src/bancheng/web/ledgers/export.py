"""导出: the ledger as a file, its record kept first, then written while it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.ledgers import exporting
from bancheng.ledgers.telling import Asked
from bancheng.web.desk import Reader, desk
from bancheng.web.fields import Wrong
from bancheng.web.ledgers.ledger import conditions, page
from bancheng.web.ledgers.which import opened


@sensitive_post_parameters("reason")
@require_POST
@desk
def export_ledger(request: HttpRequest, reader: Reader, name: str) -> HttpResponseBase:
    """POST /ledgers/<name>/export"""
    sent = request.POST
    found = opened(reader, name, sent)
    asked = replace(found.asked, revealed=bool(sent.get("whole")))
    kind, told = sent.get("format", "xlsx"), conditions(found, reader)
    try:
        export = exporting.begin(asked, kind, urlencode(found.codes), sent.get("reason", ""))
    except Refusal as refusal:
        return page(request, reader, found, Wrong(refusal.sentence, (), refusal.field or ""))
    make = exporting.as_csv if kind == "csv" else exporting.as_workbook
    return _sent(make(asked, export, told), kind, _file_name(found.centre.shown, asked, kind))


def _file_name(centre: str, asked: Asked, kind: str) -> str:
    day = asked.now.astimezone(CHINA).date()
    return f"{centre}{asked.sheet.title}{day:%Y%m%d}.{kind}"


def _sent(pieces: Iterator[bytes], kind: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=exporting.TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
