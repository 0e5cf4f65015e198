"""一本台账: whose it is, its title, its columns, and how wide each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bancheng.casework.masking import MASKS
from bancheng.core.ask import Shape
from bancheng.core.ledger_columns import columns_of, title_of
from bancheng.core.ledger_values import DAYS, ENTRY, TEXTS, TIMES, ask_named
from bancheng.core.standard.ledgers import LedgerName
from bancheng.core.standard.standard import Standard

Shown = Literal["text", "long", "day", "time"]
WIDTHS: dict[Shown, float] = {"text": 14, "long": 40, "day": 12, "time": 17}
OF_THE_PETITIONER = frozenset({"confirm.signature", "return_papers.returned_to"})
"""Names of petitioners that stand in fields of other names."""


@dataclass(frozen=True, slots=True)
class Column:
    """``owner`` is the act whose ``field`` it shows, ``entry`` for the row's own act, or empty."""

    value: str
    heading: str
    owner: str
    field: str
    shown: Shown
    mask: str

    @property
    def width(self) -> float:
        """In characters of the sheet's font."""
        return WIDTHS[self.shown]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one ledger; ``texts`` are the erasable fields that they need."""

    name: LedgerName | Literal["enquiry", "revisit", "score", "orders"]
    title: str
    columns: tuple[Column, ...]
    texts: tuple[str, ...]

    @property
    def is_of_cases(self) -> bool:
        """Whether a row is a case, and not an act."""
        return self.name == "cases"

    @property
    def masks(self) -> list[str]:
        """The headings of what is masked."""
        return [column.heading for column in self.columns if column.mask]


def sheet_of(name: LedgerName, standard: Standard) -> Sheet:
    """The ledger of that name under a standard."""
    columns = tuple(_column(v, h, standard) for v, h in columns_of(name, standard).items())
    fields = {c.field for c in columns if c.field} | {"for_person"}
    fields |= {c.value for c in columns if c.value in TEXTS}
    return Sheet(name, title_of(name, standard), columns, tuple(sorted(fields)))


def _column(value: str, heading: str, standard: Standard) -> Column:
    owner, _, field = value.rpartition(".")
    named = value if value in TEXTS else field
    mask = named if named in MASKS else ""
    if value in OF_THE_PETITIONER:
        mask = "name"
    if owner in ("", ENTRY) and named == "signature":
        mask = "name"
    return Column(value, heading, owner, field if owner else "", _shown(value, standard), mask)


def _shown(value: str, standard: Standard) -> Shown:
    owner, _, field = value.rpartition(".")
    if value in TIMES or (owner and field == "at"):
        return "time"
    if value in DAYS or (owner and field == "on"):
        return "day"
    ask = ask_named(field, standard)
    if ask is not None and ask.shape is Shape.DATE:
        return "day"
    return "long" if ask is not None and ask.shape is Shape.TEXT else "text"
