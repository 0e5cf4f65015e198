"""别处派来的工单: the orders of other systems at the reader's centres, each with both clocks, and
where there is no interface the tables in and out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.queries import case_lines
from bancheng.channels.adapter import adapters
from bancheng.channels.clocks import orders_seen
from bancheng.channels.hotline.adapter import Hotline
from bancheng.channels.hotline.dropping import titles
from bancheng.channels.models import Order, Setup
from bancheng.core.permission import stage_term
from bancheng.core.stage import CLOSED
from bancheng.web.basics import may_register
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import Due, due_words

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One order: their number and clock, and the case it is here."""

    where: str
    number: str
    due: Due | None
    returned: bool
    case_no: str
    line: str
    name: str
    stage: str


@require_safe
@desk
def orders_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /orders/?all=&page="""
    setups = setups_of(reader)
    every = request.GET.get("all") == "1"
    centres = sorted({setup.centre.code for setup in setups})
    found = orders_seen(reader.user, centres).select_related("setup")
    if not every:
        open_now = CaseRow.objects.exclude(stage__in=[str(stage) for stage in CLOSED])
        found = found.filter(case_no__in=open_now.values("case_no"))
    ordered = found.order_by(F("due").asc(nulls_last=True), "came_at", "pk")
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "setups": setups,
        "tables": [(setup, columns_of(setup)) for setup in setups if setup.ended_at is None],
        "lines": list(_lines(page.object_list, reader)),
        "page": page,
        "every": every,
    }
    return show(request, reader, "channels/orders.html", context, at="orders")


def setups_of(reader: Reader) -> list[Setup]:
    """The channels by which orders come to the centres where the reader may register."""
    if not may_register(reader):
        raise Http404
    centres = [centre.code for centre in access.may_open_cases_at(reader.user)]
    kinds = [kind for kind, adapter in adapters().items() if isinstance(adapter, Hotline)]
    found = Setup.objects.filter(centre__code__in=centres, kind__in=kinds)
    return list(found.select_related("centre").order_by("centre__code", "pk"))


def columns_of(setup: Setup) -> list[tuple[str, str]]:
    """Which titles a table may have; nothing where the settings cannot be read."""
    adapter = adapters()[setup.kind]
    assert isinstance(adapter, Hotline)  # noqa: S101 - asked for by kind
    try:
        return list(titles(adapter.set_for(setup)[1]))
    except ValueError:
        return []


def _lines(orders: Iterable[Order], reader: Reader) -> Iterable[Line]:
    shown = list(orders)
    rows = CaseRow.objects.filter(case_no__in=[order.case_no for order in shown])
    known = case_lines(rows)
    for order in shown:
        case = known[order.case_no]
        closed = case.case.stage in {str(stage) for stage in CLOSED}
        yield Line(
            order.setup.name,
            order.number,
            due_words(order.due, reader.now) if order.due and not closed else None,
            order.returned,
            order.case_no,
            case.line,
            case.name,
            stage_term(case.standard, case.case.stage),
        )
