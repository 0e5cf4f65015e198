"""数谁的: whose eyes figures are counted through. None counts more than its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.holdings import whole_centres
from bancheng.figures.case_fact_row import CaseFact
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
    rows = access.visible(reader).filter(chain=chain, conduct=True)
    seen = complaints & frozenset(rows.values_list("case_no", flat=True))
    return Scope(chain, reader, whole=True, hidden=complaints - seen, seen=seen)
