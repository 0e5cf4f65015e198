"""交换件: one that was made, to be carried away; one that was taken, line by line."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from bancheng.core.linked import number_there
from bancheng.exchange.authority import partner_for
from bancheng.exchange.file_row import SentFile, TakenFile
from bancheng.exchange.partner_row import REVISITED
from bancheng.exchange.records import lines_of
from bancheng.exchange.words import file_name, what_words
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show

SHOWN = 200


@require_safe
@desk
def sent_file(request: HttpRequest, reader: Reader, pk: int, serial: int) -> HttpResponse:
    """GET /exchange/<pk>/sent/<serial>: the very bytes that were made."""
    partner = partner_for(reader.user, pk, reader.now)
    file = SentFile.objects.filter(partner=partner, serial=serial).first()
    if file is None or not file.content:
        raise Http404(str(serial))
    answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    name = file_name(partner, file.serial)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@desk
def taken_page(request: HttpRequest, reader: Reader, pk: int, serial: int) -> HttpResponse:
    """GET /exchange/<pk>/taken/<serial>: what came of each line."""
    partner = partner_for(reader.user, pk, reader.now)
    file = TakenFile.objects.filter(partner=partner, serial=serial).first()
    if file is None:
        raise Http404(str(serial))
    lines = lines_of(reader.user, partner, [file])[file.pk]
    context = {
        "partner": partner,
        "file": file,
        "by": directory.name_of(file.taken_by),
        "lines": [(line, what_words(line), number_there(line.case_no)) for line in lines[:SHOWN]],
        "more": max(len(lines) - SHOWN, 0),
        "linked": partner.relation != REVISITED,
        "to_call": any(line.what == "closed" and line.fine for line in lines),
    }
    return show(request, reader, "exchange/taken.html", context, at="exchange")
