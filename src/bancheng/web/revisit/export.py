"""导出回访名单: the list as a file for those who call from paper, and who took it out before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.journal.data_folder import folder
from bancheng.ledgers import csv_text, workbook
from bancheng.ledgers.exporting import A_BLOCK, KINDS, TYPES
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark
from bancheng.people import directory
from bancheng.revisit.authority import campaign_for
from bancheng.revisit.calling import entries_for
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import STATES
from bancheng.revisit.list_export_row import ListExport
from bancheng.revisit.taking_out import begin, every_line
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong
from bancheng.web.revisit.listed import codes_of, sifted
from bancheng.web.revisit.paper_list import cells_of, positions, sheet_of, watermark_of

SHOWN = 30
HIGH = 48  # points: room for a hand, and for the first words of a matter


@dataclass(frozen=True, slots=True)
class Line:
    """One export in words; ``rows`` only of one's own: how many somebody else's had could tell of
    a complaint that is kept from the reader."""

    at: str
    who: str
    what: str
    why: str
    until: str
    rows: str
    number: str


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@desk
def export_page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """GET and POST /revisit/<pk>/export?state=…&centre=…&mine=1&differs=1; POST gives the file."""
    campaign = campaign_for(reader.user, pk, reader.now)
    sent = request.POST if request.method == "POST" else request.GET
    codes = codes_of(sent)
    wrong: Wrong | None = None
    if request.method == "POST":
        try:
            # sent in parts, which the frame of a page has no other word for
            return cast(HttpResponse, _file(request, reader, campaign, codes))
        except Refusal as refusal:
            wrong = Wrong(refusal.sentence, (), refusal.field or "")
    records = ListExport.objects.filter(campaign=campaign).order_by("-at", "-pk")
    context = {
        "campaign": campaign,
        "unit": directory.unit_name(campaign.unit),
        "codes": codes.items(),
        "address": urlencode(codes),
        "conditions": _conditions(codes),
        "n": sifted(entries_for(reader.user, campaign), codes, reader.user).count(),
        "kinds": KINDS.items(),
        "chosen": sent.get("format", "xlsx"),
        "whole": bool(sent.get("whole")),
        "reason": request.POST.get("reason", ""),
        "wrong": wrong,
        "records": [_line(record, reader) for record in records[:SHOWN]],
        "more": max(records.count() - SHOWN, 0),
    }
    status = 422 if wrong else 200
    return show(request, reader, "revisit/export.html", context, at="revisit", status=status)


def _file(
    request: HttpRequest, reader: Reader, campaign: Campaign, codes: Mapping[str, str]
) -> StreamingHttpResponse:
    kind = request.POST.get("format", "")
    if kind not in KINDS:
        raise Refusal("unknown_option", "请选 XLSX 或者 CSV。", field="format")
    reason = request.POST.get("reason", "") if request.POST.get("whole") else None
    entries = sifted(entries_for(reader.user, campaign), codes, reader.user)
    export = begin(reader.user, campaign, kind, urlencode(codes), reason, reader.now)
    sheet = sheet_of(campaign)
    mark = watermark_of(reader.user, campaign, export, _conditions(codes))
    rows = (cells_of(taken) for taken in every_line(reader.user, export, entries))
    make = csv_text.pieces if kind == "csv" else _workbook
    answer = StreamingHttpResponse(make(sheet, mark, rows), content_type=TYPES[kind])
    day = reader.now.astimezone(CHINA).date()
    name = f"{directory.unit_name(campaign.unit)}{sheet.title}{day:%Y%m%d}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _workbook(sheet: Sheet, mark: Watermark, rows: Iterator[tuple[Value, ...]]) -> Iterator[bytes]:
    """Once it is whole; what a power cut leaves behind is swept with the ledgers'."""
    with tempfile.TemporaryDirectory(prefix="ledger-", dir=folder("passing")) as place:
        file = Path(place) / "list.xlsx"
        workbook.write(file, sheet, mark, rows, high=HIGH)
        with file.open("rb") as written:
            while block := written.read(A_BLOCK):
                yield block


def _conditions(codes: Mapping[str, str]) -> str:
    told = [
        f"结果：{STATES[codes['state']]}" if "state" in codes else "",
        f"窗口：{directory.unit_name(codes['centre'])}" if "centre" in codes else "",
        "只看导出人领的" if "mine" in codes else "",
        "只看和窗口不一致的" if "differs" in codes else "",
    ]
    return "；".join(part for part in told if part) or "全部"


def _line(record: ListExport, reader: Reader) -> Line:
    rows = "没有导完" if record.rows is None else f"{record.rows} 件"
    mine = record.user == reader.user.username
    return Line(
        f"{record.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        directory.name_of(record.user),
        f"{record.kind.upper()}，{_conditions(codes_of(QueryDict(record.asked)))}",
        f"没有遮盖：{record.reason}" if record.revealed else "已遮盖",
        positions(record),
        rows if mine else "别人导出的，不显示",
        record.number,
    )
