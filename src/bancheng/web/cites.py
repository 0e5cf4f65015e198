"""条款: a clause reference with our own short words behind it, linked to the standard in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bancheng.core.standard.standard import Standard


@dataclass(frozen=True, slots=True)
class Cite:
    """``ref`` is what people know, ``says`` our reading of it in a few words."""

    id: str
    ref: str
    says: str


def cites(standard: Standard, clauses: Iterable[str]) -> list[Cite]:
    """The references of these clause ids, in their order."""
    known = standard.clauses
    return [Cite(c, standard.ref(c), known[c].says if c in known else "") for c in clauses]
