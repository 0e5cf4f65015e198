"""人工记录的互为前置: cases whose clerk wrote down which departments wait for whom (XF-7.4)."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework.access import visible
from bancheng.casework.facts import event_of
from bancheng.casework.names import names_for
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people.user import User


@dataclass(frozen=True, slots=True)
class RecordedWait:
    """One case: its number, the departments, and what waits for what in the clerk's words (None
    where they were erased)."""

    case_no: str
    units: tuple[str, ...]
    papers: str | None


@dataclass(frozen=True, slots=True)
class RecordedWaits:
    """The latest of them; ``more`` is whether there are others."""

    lines: tuple[RecordedWait, ...]
    more: bool


def recorded(user: User, limit: int) -> RecordedWaits:
    """The cases with such a record that this person may see, the latest first. Four queries."""
    rows = list(visible(user).filter(waiting=True).order_by("-touched_at", "-pk")[: limit + 1])
    shown = rows[:limit]
    numbers = [row.case_no for row in shown]
    facts = read.cases(numbers) if numbers else {}
    texts = read.details_of(numbers, ["waiting_papers"]) if numbers else {}
    said = {case_no: text for (case_no, _, _), text in texts.items()}
    lines = []
    for row in shown:
        names = names_for(standards.standard(row.standard, row.edition))
        named = [event_of(f).names("waiting_units") for f in facts[row.case_no] if "act" in f.body]
        units = next((units for units in reversed(named) if units), ())
        lines.append(
            RecordedWait(row.case_no, tuple(map(names.unit, units)), said.get(row.case_no))
        )
    return RecordedWaits(tuple(lines), len(rows) > limit)
