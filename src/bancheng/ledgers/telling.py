"""逐行讲述: from keys to rows, a batch at a time and through the read door.

A ledger is told *as at* a position of the centre's journal: what was recorded behind it is left
out, and a case that was touched since is told from what stood then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from pydantic_core import from_json

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.names import names_for
from bancheng.casework.queries.sieve import Sieve
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.ledgers import enquiry_sheet
from bancheng.ledgers.facts import CaseFacts
from bancheng.ledgers.gist import Gist, act_of, gist_of
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.line_row import Line
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Cell, Value, cell_of, now_here
from bancheng.ledgers.words import Words
from bancheng.library import standards
from bancheng.people.user import User

Until = Mapping[str, int] | None


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
    """One row: the case it is of, its cells in the order of the columns, and which masked details
    it shows whole."""

    case_no: str
    cells: tuple[Value, ...]
    revealed: tuple[str, ...] = ()


class Teller:
    """Tells the rows of one ledger, as at these positions or as they stand."""

    def __init__(self, asked: Asked, until: Until = None) -> None:
        self.asked, self.until = asked, until
        self.now = now_here(asked.now)
        self.cells: list[Cell] = [cell_of(c, asked.revealed) for c in asked.sheet.columns]
        self.words: dict[tuple[str, str], Words] = {}

    def rows(self, keys: Sequence[int]) -> Iterator[Told]:
        """The rows of these keys, in their order; what the reader may not see is left out."""
        name = self.asked.sheet.name
        if name == "enquiry":
            return self._enquiries(keys)
        return self._cases(keys) if name == "cases" else self._acts(keys)

    def _enquiries(self, keys: Sequence[int]) -> Iterator[Told]:
        asked = self.asked
        found = enquiry_sheet.told(asked.user, asked.centre, keys, asked.revealed)
        return (Told(number, cells) for number, cells in found)

    def _cases(self, keys: Sequence[int]) -> Iterator[Told]:
        cases = access.visible(self.asked.user).filter(pk__in=keys)
        facts = self._facts(cases)
        yield from (self._told(facts[key]) for key in keys if key in facts)

    def _acts(self, keys: Sequence[int]) -> Iterator[Told]:
        lines = {line.pk: line for line in Line.objects.filter(pk__in=keys)}
        numbers = {line.case_no for line in lines.values()}
        cases = access.visible(self.asked.user).filter(case_no__in=numbers)
        facts = {one.case_no: one for one in self._facts(cases).values()}
        entries = read.cases(sorted(facts)) if facts else {}
        for line in (lines[key] for key in keys if key in lines):
            among = entries.get(line.case_no, [])
            entry = next((e for e in among if e.position == line.position), None)
            if entry is not None and self._is_within(entry):
                yield self._told(replace(facts[line.case_no], entry=act_of(entry)))

    def _told(self, facts: CaseFacts) -> Told:
        now = self.now
        cells = tuple([cell(facts, now) for cell in self.cells])
        if not self.asked.revealed:
            return Told(facts.case_no, cells)
        shown = zip(self.asked.sheet.columns, cells, strict=True)
        return Told(facts.case_no, cells, tuple(c.mask for c, cell in shown if c.mask and cell))

    def _facts(self, cases: QuerySet[CaseRow]) -> dict[int, CaseFacts]:
        """By key: rows, gists, texts and keys, in a fixed number of statements."""
        rows = cases.filter(chain=self.asked.centre)
        pinned = {
            number: (pk, (standard, edition), version)
            for pk, number, standard, edition, version in rows.values_list(
                "pk", "case_no", "standard", "edition", "version"
            )
        }
        if not pinned:
            return {}
        gists = self._gists({number: row[2] for number, row in pinned.items()}, pinned)
        texts = read.details_of(list(gists), self.asked.sheet.texts) if gists else {}
        return {
            pinned[number][0]: CaseFacts(number, self._words(pinned[number][1]), gist, texts)
            for number, gist in gists.items()
        }

    def _gists(
        self, versions: Mapping[str, int], pinned: Mapping[str, tuple[int, tuple[str, str], int]]
    ) -> dict[str, Gist]:
        kept = GistRow.objects.filter(case_no__in=list(versions))
        found: dict[str, Gist] = {}
        for number, chain, version, position, told in kept.values_list(
            "case_no", "chain", "version", "position", "told"
        ):
            if version == versions[number] and position <= self._end(chain, position):
                found[number] = from_json(told)
        missing = [number for number in versions if number not in found]
        for number, entries in (read.cases(missing) if missing else {}).items():
            within = [entry for entry in entries if self._is_within(entry)]
            if within:
                found[number] = gist_of(within, self._words(pinned[number][1]).standard)
        return found

    def _is_within(self, entry: Recorded) -> bool:
        return entry.position <= self._end(entry.chain, entry.position)

    def _end(self, chain: str, otherwise: int) -> int:
        return otherwise if self.until is None else self.until.get(chain, 0)

    def _words(self, pinned: tuple[str, str]) -> Words:
        if pinned not in self.words:
            standard = standards.standard(*pinned)
            self.words[pinned] = Words(standard, names_for(standard))
        return self.words[pinned]
