"""导出办理过程: the event log as XES or CSV, for those who oversee the centre; each is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_http_methods

from bancheng.figures.event_log import as_csv, as_xes, note_export, traced
from bancheng.figures.log_export_row import LogExport
from bancheng.figures.scope import scope_of
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures.asked import Asked, asked_of
from bancheng.web.figures.authority import oversees
from bancheng.web.figures.words import period_words
from bancheng.web.words_of_time import clock_words

FORMS = {"xes": "XES（流程挖掘软件）", "csv": "CSV（表格）"}
WRITERS = {"xes": as_xes, "csv": as_csv}
TYPES = {"xes": "application/xml; charset=utf-8", "csv": "text/csv; charset=utf-8"}
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One export that was made; ``cases`` only where it was one's own: how many cases somebody
    else's had could tell of a complaint that is kept from the reader."""

    at: str
    who: str
    what: str
    position: int
    cases: int | None


@require_http_methods(["GET", "POST"])
@desk
def log_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /figures/log?centre=…&from=…&to=…"""
    asked = asked_of(request.POST if request.method == "POST" else request.GET, reader)
    if not oversees(reader, asked.centre):
        raise Http404
    form = request.POST.get("form", "")
    wrong = asked.wrong
    if request.method == "POST" and not wrong:
        if form in FORMS:
            # sent in parts, which the frame of a page has no other word for
            return cast(HttpResponse, _file(reader, asked, form))
        wrong = "请选一种格式：XES 或者 CSV。"
    records = LogExport.objects.filter(chain=asked.centre.code).order_by("-at", "-pk")
    context = {
        "asked": asked,
        "title": period_words(asked.period),
        "forms": FORMS,
        "chosen": form,
        "wrong": wrong,
        "records": [_line(record, reader) for record in records[:SHOWN]],
        "address": asked.address(),
    }
    status = 422 if wrong and request.method == "POST" else 200
    return show(request, reader, "figures/log.html", context, at="figures", status=status)


def _file(reader: Reader, asked: Asked, form: str) -> StreamingHttpResponse:
    scope = scope_of(asked.centre.code, reader.user)
    record, numbers = note_export(reader.user, scope, asked.period, form, reader.now)
    parts = WRITERS[form](traced(numbers, record.position))
    answer = StreamingHttpResponse((part.encode() for part in parts), content_type=TYPES[form])
    days = f"{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}"
    name = f"event-log-{asked.centre.code}-{days}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _line(record: LogExport, reader: Reader) -> Line:
    return Line(
        clock_words(record.at, reader.now),
        directory.name_of(record.by),
        f"{record.since_on} 至 {record.until_on}，{record.form.upper()}",
        record.position,
        record.cases if record.by == reader.user.username else None,
    )
