"""读台账: a page or a batch of rows through the read door, in a fixed number of statements.

A ledger is told *as at* a position of each centre's journal. What was recorded behind it is left
out, and a case that was touched since is folded anew from what stood then.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import case_of
from bancheng.casework.names import names_for
from bancheng.casework.project import Pinned, case_values
from bancheng.casework.queries.sieve import Sieve
from bancheng.core.calendar import CHINA
from bancheng.counter.enquiry_row import Enquiry
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.ledgers import enquiry_sheet
from bancheng.ledgers.facts import CaseFacts
from bancheng.ledgers.line_row import Line
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Value, value_of
from bancheng.ledgers.words import Words
from bancheng.library import standards
from bancheng.people.user import User

A_PAGE = 30
A_BATCH = 400
COUNTED = 10_000
Rows = QuerySet[CaseRow] | QuerySet[Line] | QuerySet[Enquiry]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose ledger is read: which one, of which centre, with which filters."""

    user: User
    sheet: Sheet
    centre: str
    sieve: Sieve
    now: datetime
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One row: the case it is of, and its cells in the order of the columns."""

    case_no: str
    cells: tuple[Value, ...]
    revealed: tuple[str, ...] = ()


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
    return Page(list(_told(asked, shown[:A_PAGE], None)), more, total)


def every_row(asked: Asked, until: Mapping[str, int]) -> Iterator[Told]:
    """All rows as at these positions, oldest first, a batch at a time.

    Which they are is fixed when the first is asked for: eight bytes a row are kept in memory. Each
    batch goes through the read door again.
    """
    keys = array("q", _keys(asked).order_by("pk").values_list("pk", flat=True).iterator(20_000))
    for first in range(0, len(keys), A_BATCH):
        yield from _told(asked, list(keys[first : first + A_BATCH]), until)


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


def _told(asked: Asked, keys: Sequence[int], until: Mapping[str, int] | None) -> Iterator[Told]:
    if asked.sheet.name == "enquiry":
        found = enquiry_sheet.told(asked.user, asked.centre, keys, asked.revealed)
        yield from (Told(number, cells) for number, cells in found)
        return
    if asked.sheet.is_of_cases:
        cases = access.visible(asked.user).filter(pk__in=keys)
        facts = _facts(asked, cases, until)
        by_key = {one.row.pk: one for one in facts.values()}
        yield from (_row(asked, by_key[key]) for key in keys if key in by_key)
        return
    lines = {line.pk: line for line in Line.objects.filter(pk__in=keys)}
    numbers = {line.case_no for line in lines.values()}
    cases = access.visible(asked.user).filter(chain=asked.centre, case_no__in=numbers)
    facts = _facts(asked, cases, until)
    for line in (lines[key] for key in keys if key in lines):
        case = facts.get(line.case_no)
        entries = case.entries if case else ()
        entry = next((e for e in entries if e.position == line.position), None)
        if case is not None and entry is not None:
            yield _row(asked, case.about(entry))


def _row(asked: Asked, facts: CaseFacts) -> Told:
    columns = asked.sheet.columns
    cells = tuple(value_of(column, facts, asked.now, asked.revealed) for column in columns)
    shown = zip(columns, cells, strict=True) if asked.revealed else ()
    return Told(facts.row.case_no, cells, tuple(c.mask for c, cell in shown if c.mask and cell))


def _facts(
    asked: Asked, cases: QuerySet[CaseRow], until: Mapping[str, int] | None
) -> dict[str, CaseFacts]:
    """What the columns need of these cases, by number: cases, entries, texts, keys."""
    rows = {row.case_no: row for row in cases}
    if not rows:
        return {}
    entries = read.cases(list(rows))
    texts: dict[str, dict[tuple[int, str], str | None]] = {number: {} for number in rows}
    for (number, position, name), text in read.details_of(list(rows), asked.sheet.texts).items():
        texts[number][position, name] = text
    words: dict[tuple[str, str], Words] = {}
    found = {}
    for number, row in rows.items():
        kept = _until(entries[number], until)
        if not kept:
            continue
        pinned = (row.standard, row.edition)
        if pinned not in words:
            standard = standards.standard(*pinned)
            words[pinned] = Words(standard, names_for(standard))
        whole = len(kept) == len(entries[number])
        stood = row if whole else _as_it_stood(row, kept, words[pinned])
        found[number] = CaseFacts(stood, words[pinned], kept, texts[number])
    return found


def _until(entries: list[Recorded], until: Mapping[str, int] | None) -> list[Recorded]:
    if until is None:
        return entries
    return [entry for entry in entries if entry.position <= until.get(entry.chain, 0)]


def _as_it_stood(row: CaseRow, entries: Iterable[Recorded], words: Words) -> CaseRow:
    """The case's row as these entries alone make it; it is never written."""
    kept = list(entries)
    pinned = Pinned(row.case_no, row.chain, words.standard)
    values = case_values(case_of(kept), pinned, kept[-1].recorded_at)
    return CaseRow(pk=row.pk, **values)
