"""读台账: a page or all rows of a ledger, of what the reader may see."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.core.calendar import CHINA
from bancheng.counter.enquiry_row import Enquiry
from bancheng.journal import read
from bancheng.ledgers import enquiry_sheet
from bancheng.ledgers.line_row import Line
from bancheng.ledgers.telling import Asked, Teller, Told

A_PAGE = 30
A_BATCH = 400
COUNTED = 10_000
Rows = QuerySet[CaseRow] | QuerySet[Line] | QuerySet[Enquiry]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; ``next`` is the key behind which the following one begins."""

    rows: list[Told]
    next: int | None
    total: int | None


def heads(centre: str) -> dict[str, int]:
    """As at which position of the centre's journal the ledger is told."""
    return {centre: read.head(centre)[0]}


def page_of(asked: Asked, after: int | None) -> Page:
    """One page, the newest first."""
    keys = _keys(asked)
    behind = keys.filter(pk__lt=after) if after else keys
    shown = list(behind.values_list("pk", flat=True)[: A_PAGE + 1])
    more = shown[A_PAGE - 1] if len(shown) > A_PAGE else None
    total = None if after else keys.order_by()[: COUNTED + 1].count()
    return Page(list(Teller(asked).rows(shown[:A_PAGE])), more, total)


def every_row(asked: Asked, until: Mapping[str, int]) -> Iterator[Told]:
    """All rows as at these positions, oldest first, a batch at a time.

    Which they are is fixed when the first is asked for: eight bytes a row are kept in memory. Each
    batch goes through the read door again.
    """
    keys = array("q", _keys(asked).order_by("pk").values_list("pk", flat=True).iterator(20_000))
    teller = Teller(asked, until)
    for first in range(0, len(keys), A_BATCH):
        yield from teller.rows(list(keys[first : first + A_BATCH]))


def _keys(asked: Asked) -> Rows:
    """The rows' keys, newest first: cases, acts or enquiries."""
    sieve = asked.sieve
    if asked.sheet.name == "enquiry":
        days = sieve.since_on, sieve.until_on
        return enquiry_sheet.keys_of(asked.user, asked.centre, *days)
    cases = access.visible(asked.user).filter(chain=asked.centre)
    if asked.sheet.is_of_cases:
        return sieve.narrow(cases, asked.now).order_by("-pk")
    lines = Line.objects.filter(chain=asked.centre, ledger=asked.sheet.name)
    if sieve.since_on:
        lines = lines.filter(done_at__gte=_begins(sieve.since_on))
    if sieve.until_on:
        lines = lines.filter(done_at__lt=_begins(sieve.until_on + timedelta(days=1)))
    of_the_case = replace(sieve, since_on=None, until_on=None)
    seen = of_the_case.narrow(cases, asked.now).filter(case_no=OuterRef("case_no"))
    return lines.filter(Exists(seen)).order_by("-pk")


def _begins(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
