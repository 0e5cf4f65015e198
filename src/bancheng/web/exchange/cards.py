"""我们的交换名片: to be given to another installation; it holds no secret."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from bancheng.exchange.own_keys import own_card
from bancheng.exchange.words import card_name
from bancheng.journal.keys import signing_key
from bancheng.web.administration.keeping import kept_unit
from bancheng.web.desk import Reader, desk


@require_safe
@desk
def card_file(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """GET /partners/card/<code>"""
    unit = kept_unit(reader, code)
    content = own_card(unit).written(signing_key())
    answer = HttpResponse(content, content_type="application/octet-stream")
    name = card_name(unit.code)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
