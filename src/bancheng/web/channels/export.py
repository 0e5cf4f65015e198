"""导出答复: our answers to a channel's orders as a table, kept on record as every export is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from bancheng.channels.hotline.typed_over import HEADINGS, answers
from bancheng.channels.models import Setup
from bancheng.core.calendar import CHINA
from bancheng.journal import read
from bancheng.journal.data_folder import folder
from bancheng.ledgers import csv_text, exporting, workbook
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.sheet import Column, Sheet, Shown
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark
from bancheng.web.channels.drop import order_channel
from bancheng.web.desk import Reader, desk

TIMES = ("对方期限", "来件时间", "受理时间", "办结时间")


@require_POST
@desk
def export_answers(request: HttpRequest, reader: Reader, number: int) -> HttpResponseBase:
    """POST /orders/<channel>/export"""
    setup, _ = order_channel(reader, number)
    kind = "csv" if request.POST.get("format") == "csv" else "xlsx"
    centre = setup.centre.code
    export = Export.objects.create(
        number=uuid4().hex[:12],
        user=reader.user.username,
        at=reader.now,
        centre=centre,
        ledger="orders",
        kind=kind,
        until={centre: read.head(centre)[0]},
    )
    make = _as_csv if kind == "csv" else _as_workbook
    pieces = make(_sheet(setup), _mark(setup, export, reader), _rows(setup, export, reader))
    answer = StreamingHttpResponse(pieces, content_type=exporting.TYPES[kind])
    day = reader.now.astimezone(CHINA).date()
    name = f"{setup.centre.shown}{setup.name}答复{day:%Y%m%d}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _sheet(setup: Setup) -> Sheet:
    columns = (Column("", h, "", "", _shown(h), "") for h, _ in HEADINGS)
    return Sheet("orders", f"{setup.name}答复", tuple(columns), ())


def _shown(heading: str) -> Shown:
    if heading in TIMES:
        return "time"
    return "long" if heading == "答复" else "text"


def _mark(setup: Setup, export: Export, reader: Reader) -> Watermark:
    until = "、".join(f"第 {position} 条" for position in export.until.values())
    who = f"{reader.user.name}（{reader.user.username}）"
    title = f"{setup.centre.name}{setup.name}答复"
    return Watermark(title, who, export.at, "", until, export.number, revealed=False)


def _rows(setup: Setup, export: Export, reader: Reader) -> Iterator[tuple[Value, ...]]:
    count = 0
    for answered in answers(reader.user, setup):
        count += 1
        yield answered.cells
    Export.objects.filter(pk=export.pk).update(rows=count, finished_at=timezone.now())


def _as_csv(sheet: Sheet, mark: Watermark, rows: Iterator[tuple[Value, ...]]) -> Iterator[bytes]:
    yield from csv_text.pieces(sheet, mark, rows)


def _as_workbook(
    sheet: Sheet, mark: Watermark, rows: Iterator[tuple[Value, ...]]
) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="ledger-", dir=folder("passing")) as place:
        file = Path(place) / "answers.xlsx"
        workbook.write(file, sheet, mark, rows)
        yield file.read_bytes()
