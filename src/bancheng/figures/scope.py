"""数谁的: whose eyes figures are counted through. None counts more than its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.holdings import whole_centres
from bancheng.people.user import User


@dataclass(frozen=True)
class Scope:
    """A centre and the reader; None stands for everybody.

    ``whole``: sees every case of the centre but those of ``hidden``; what is shown to everybody
    leaves every complaint about conduct out.
    """

    chain: str
    reader: User | None
    whole: bool
    hidden: tuple[str, ...] = ()

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
        return self.narrow(rows).filter(conduct=True)

    def cases(self) -> QuerySet[CaseRow]:
        """The cases themselves, through the read door."""
        if self.reader is None:
            return CaseRow.objects.filter(chain=self.chain, conduct=False)
        return access.visible(self.reader).filter(chain=self.chain)


def scope_of(chain: str, reader: User | None) -> Scope:
    """How this reader sees the cases of a centre."""
    if reader is None:
        return Scope(chain, None, whole=True)
    if chain not in whole_centres(reader):
        return Scope(chain, reader, whole=False)
    complaints = CaseRow.objects.filter(chain=chain, conduct=True)
    seen = access.visible(reader).filter(chain=chain, conduct=True)
    hidden = complaints.exclude(pk__in=seen.values("pk")).values_list("case_no", flat=True)
    return Scope(chain, reader, whole=True, hidden=tuple(sorted(hidden)))
