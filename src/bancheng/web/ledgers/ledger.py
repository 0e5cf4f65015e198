"""台账: a page of rows with the columns of the region's forms, sifted by period and by codes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bancheng.casework.queries import Sieve
from bancheng.core.calendar import CHINA
from bancheng.ledgers import gathering, reading
from bancheng.ledgers.exporting import KINDS
from bancheng.ledgers.reading import COUNTED, Page
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Value
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong
from bancheng.web.ledgers.which import Open, opened
from bancheng.web.lists.case_sift import Chip, chips, parameters, wrong_day
from bancheng.web.lists.sift_choices import Section, flags, sections

LONGEST = 60
CLOSED = ("ended", "archived")
FIRST = ("stage", "kind", "unit")


@require_safe
@desk
def ledger_page(request: HttpRequest, reader: Reader, name: str = "cases") -> HttpResponse:
    """GET /ledgers/<name>/?at=…&stage=…&since_on=…&after=…"""
    return page(request, reader, opened(reader, name, request.GET))


def page(
    request: HttpRequest, reader: Reader, found: Open, wrong: Wrong | None = None
) -> HttpResponse:
    """The page; ``wrong`` is why a file was not written."""
    gathering.gather_chain(found.asked.centre)
    key = request.GET.get("after", "")
    after = int(key) if key.isascii() and key.isdigit() and len(key) < 18 else None
    rows = reading.page_of(found.asked, after)
    offered = _sections(found, reader)
    sheet = found.asked.sheet
    days = [("since_on", "从"), ("until_on", "到")]
    context = {
        "sheet": sheet,
        "centre": found.centre,
        "centres": found.centres,
        "tabs": [(one, _address(found, one.name, ())) for one in found.sheets],
        "rows": [(row.case_no, _cells(row.cells, sheet)) for row in rows.rows],
        "sections": offered,
        "first": [s for s in offered if s.name in FIRST],
        "others": [s for s in offered if s.name not in FIRST],
        "flags": flags(found.asked.sieve, reader) if sheet.name != "enquiry" else [],
        "days": [(name, label, getattr(found.asked.sieve, name)) for name, label in days],
        "day_term": _day_term(found),
        "chips": [
            (c.label, _address(found, sheet.name, c.without)) for c in _chips(found, offered)
        ],
        "periods": _periods(found),
        "wrong": wrong_day(request.GET),
        "wrong_export": wrong,
        "reason": request.POST.get("reason", ""),
        "whole": bool(request.POST.get("whole")),
        "kinds": KINDS.items(),
        "codes": found.codes,
        "count": _count(rows),
        "all": _address(found, sheet.name, ()),
        "start": _address(found, sheet.name, parameters(found.asked.sieve)) if after else "",
        "next": _next(found, rows),
    }
    status = 422 if wrong else 200
    return show(request, reader, "ledgers/ledger.html", context, at="ledgers", status=status)


def conditions(found: Open, reader: Reader) -> str:
    """The filters in words, as the file says them."""
    return "；".join(chip.label for chip in _chips(found, _sections(found, reader)))


def _sections(found: Open, reader: Reader) -> list[Section]:
    if found.asked.sheet.name == "enquiry":
        return []
    return [one for one in sections(found.asked.sieve, reader) if one.name != "centre"]


def _chips(found: Open, offered: list[Section]) -> list[Chip]:
    told = {"登记日期从": f"{_day_term(found)}从"}
    said = chips(found.asked.sieve, offered)
    for old, new in told.items():
        said = [Chip(chip.label.replace(old, new), chip.without) for chip in said]
    return said


def _day_term(found: Open) -> str:
    """Of what a period is: cases by their registering, acts and enquiries by their own day."""
    sheet = found.asked.sheet
    return "登记日期" if sheet.is_of_cases else f"{sheet.title[:2]}日期"


def _address(found: Open, name: str, asked: str | list[tuple[str, str]] | tuple[()]) -> str:
    told = asked if isinstance(asked, str) else urlencode(list(asked))
    at = urlencode([("at", found.centre.code)])
    return f"{reverse('ledger', args=[name])}?{at}{'&' if told else ''}{told}"


def _periods(found: Open) -> list[tuple[str, str]]:
    """The periods that are asked for most; and the cases that are closed (XF-9.4)."""
    today = found.asked.now.astimezone(CHINA).date()
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    told: list[tuple[str, Sieve]] = [
        ("本月", Sieve(since_on=month)),
        ("上月", Sieve(since_on=before, until_on=month - timedelta(days=1))),
        ("今年", Sieve(since_on=date(today.year, 1, 1))),
    ]
    if found.asked.sheet.is_of_cases:
        told.insert(0, ("已办结的", Sieve(stage=CLOSED)))
    name = found.asked.sheet.name
    return [(label, _address(found, name, parameters(sieve))) for label, sieve in told]


def _next(found: Open, rows: Page) -> str:
    if rows.next is None:
        return ""
    asked = [*parameters(found.asked.sieve), ("after", str(rows.next))]
    return _address(found, found.asked.sheet.name, asked)


def _count(rows: Page) -> str:
    if rows.total is None:
        return ""
    return f"{rows.total} 条" if rows.total <= COUNTED else f"多于 {COUNTED} 条"


def _cells(cells: tuple[Value, ...], sheet: Sheet) -> list[tuple[str, str]]:
    """How each cell is shown, and what it says."""
    return [(c.shown, _shown(cell)) for c, cell in zip(sheet.columns, cells, strict=True)]


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
