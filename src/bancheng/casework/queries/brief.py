"""应办一瞥: what a list of duties can be sifted by, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bancheng.casework.duty_row import DutyRow

When = Literal["", "late", "today"]
BRIEF = (
    *("pk", "chain", "due", "owed", "case__standard", "case__edition"),
    *("case__kind", "case__lead", "case__green"),
)


@dataclass(frozen=True, slots=True)
class Brief:
    """One duty with what it can be sifted by; ``unit`` is the lead department of its case."""

    key: int
    chain: str
    due: datetime | None
    owed: list[str]
    standard: str
    edition: str
    kind: str | None
    unit: str | None
    green: bool

    @property
    def act(self) -> str:
        """The act that does it."""
        return self.owed[0]


def brief_of(row: DutyRow) -> Brief:
    """The same of a row that was read anyway."""
    case = row.case
    return Brief(
        *(row.pk, row.chain, row.due, row.owed, case.standard, case.edition),
        *(case.kind, case.lead, case.green),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties somebody wants to see; what is left empty does not matter."""

    act: str = ""
    kind: str = ""
    unit: str = ""
    when: When = ""
    green: bool = False

    def takes(self, brief: Brief, now: datetime, end_of_today: datetime) -> bool:
        """Whether a duty is one of them."""
        return (
            self.act in ("", brief.act)
            and self.kind in ("", brief.kind)
            and self.unit in ("", brief.unit)
            and (brief.green or not self.green)
            and self._falls_then(brief.due, now, end_of_today)
        )

    def _falls_then(self, due: datetime | None, now: datetime, end_of_today: datetime) -> bool:
        if not self.when:
            return True
        if due is None:
            return False
        return due < now if self.when == "late" else now <= due < end_of_today


ALL = Wanted()
