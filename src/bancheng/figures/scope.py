"""数谁的: whose eyes figures are counted through. None counts more than its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.holdings import whole_centres
from bancheng.casework.reading_rights import Reading, chains_in_reach, reading_of
from bancheng.figures.case_fact_row import CaseFact
from bancheng.journal import engine
from bancheng.people.user import User


@dataclass(frozen=True)
class Scope:
    """A centre and the reader; None stands for everybody.

    ``whole``: sees every case of the centre but those of ``hidden``, and of the complaints about
    conduct those of ``seen``; what is shown to everybody leaves all of these out.
    """

    chain: str
    reader: User | None
    whole: bool
    hidden: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those rows of a table of this room that may be counted."""
        rows = rows.filter(chain=self.chain)
        if self.reader is None:
            return rows.filter(conduct=False)
        if self.whole:
            return rows.exclude(case_no__in=self.hidden) if self.hidden else rows
        return rows.filter(case_no__in=self.cases().values("case_no"))

    def complaints(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of those who see the whole: the complaints about conduct, which no sum kept ready has."""
        return rows.filter(chain=self.chain, case_no__in=self.seen)

    def cases(self) -> QuerySet[CaseRow]:
        """The cases themselves, through the read door."""
        if self.reader is None:
            return CaseRow.objects.filter(chain=self.chain, conduct=False)
        return access.visible(self.reader).filter(chain=self.chain)


def everybody(chain: str) -> Scope:
    """What everybody may see who reads the centre whole: no complaint about conduct."""
    return Scope(chain, None, whole=True)


def scope_of(chain: str, reader: User | None) -> Scope:
    """How this reader sees the cases of a centre, as far as its journal has been read."""
    if reader is None:
        return everybody(chain)
    if chain not in whole_centres(reader):
        return Scope(chain, reader, whole=False)
    told = CaseFact.objects.filter(chain=chain, conduct=True).order_by()
    complaints = frozenset(told.values_list("case_no", flat=True).distinct())
    if not complaints:
        return Scope(chain, reader, whole=True)
    seen = complaints & _complaints_seen(chain, reader)
    return Scope(chain, reader, whole=True, hidden=complaints - seen, seen=seen)


def _complaints_seen(chain: str, reader: User) -> frozenset[str]:
    """The complaints about conduct at a centre that the read door lets this person see."""
    if not reader.is_active:
        return frozenset()
    reading, reach = reading_of(reader), chains_in_reach(reader)
    statement, values = _composed(reading, reach, chain, engine.vendor())
    return frozenset(number for (number,) in engine.rows(statement, *values))


@lru_cache(maxsize=256)
def _composed(
    reading: Reading, reach: frozenset[str], chain: str, vendor: str
) -> tuple[str, tuple[Any, ...]]:
    """The question to the read door, composed once for all who read the same on this engine."""
    del vendor  # part of the key: engines write it differently
    rows = access.read_within(reading, reach).filter(chain=chain, conduct=True)
    return rows.values_list("case_no").query.sql_with_params()
