"""导出记录: who took which ledger out, when, with which filters, and why where unmasked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import standard_for
from bancheng.core.calendar import CHINA
from bancheng.core.ledger_columns import TITLES, title_of
from bancheng.ledgers import enquiry_sheet
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.overseeing import exports_seen, inspected_by
from bancheng.people import directory, seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.ledgers.which import keeps_ledgers
from bancheng.web.lists.case_sift import chips, sieve_of
from bancheng.web.lists.sift_choices import Section, sections

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One export in words; ``rows`` only of one's own."""

    number: str
    at: str
    who: str
    what: str
    kind: str
    conditions: str
    until: str
    reason: str
    revealed: bool
    rows: str


@require_safe
@desk
def exports_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /ledgers/exports/?before=…"""
    if not keeps_ledgers(reader):
        raise Http404
    before = request.GET.get("before", "")
    found = exports_seen(reader.user)
    if before.isascii() and before.isdigit() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    shown = list(found.order_by("-pk")[: A_PAGE + 1])
    context = {
        "rows": [_row(one, reader) for one in shown[:A_PAGE]],
        "inspects": bool(inspected_by(reader.user)),
        "next": shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None,
        "before": before,
    }
    return show(request, reader, "ledgers/exports.html", context, at="ledgers")


def _row(export: Export, reader: Reader) -> Row:
    asked = QueryDict(export.asked)
    mine = export.user == reader.user.username
    return Row(
        export.number,
        f"{export.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        directory.name_of(export.user),
        f"{directory.unit_name(export.centre)}{_title(export)}",
        export.kind.upper(),
        "；".join(chip.label for chip in chips(sieve_of(asked), _labels(asked, reader))) or "全部",
        "、".join(f"第 {position} 条" for position in export.until.values()),
        export.reason,
        export.revealed,
        _rows(export) if mine else "",
    )


def _labels(asked: QueryDict, reader: Reader) -> list[Section]:
    return sections(sieve_of(asked), reader)


def _title(export: Export) -> str:
    standard = standard_for(seats.unit_by_code(export.centre))
    name = next((name for name in TITLES if name == export.ledger), None)
    if export.ledger == "orders":
        return "别处派来的工单的答复"
    return title_of(name, standard) if name else enquiry_sheet.SHEET.title


def _rows(export: Export) -> str:
    if export.rows is None:
        return "没有导完"
    return f"{export.rows} 条"
