"""工单的一行: a case as every list shows it, the first words of its matter and the masked name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bancheng.casework import masking
from bancheng.casework.case_row import CaseRow
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.library import standards

LINE = 40


@dataclass(frozen=True)
class CaseLine:
    """A case as lists show it."""

    case: CaseRow
    standard: Standard
    line: str
    name: str


def case_lines(rows: Iterable[CaseRow]) -> dict[str, CaseLine]:
    """Cases with the first words of their matter and the masked name, in two queries."""
    by_no = {row.case_no: row for row in rows}
    texts = read.details_of(list(by_no), ["matter", "name"]) if by_no else {}
    found: dict[str, dict[str, str]] = {case_no: {} for case_no in by_no}
    editions = {(row.standard, row.edition) for row in by_no.values()}
    rules = {edition: standards.standard(*edition) for edition in editions}
    for (case_no, _, field), text in texts.items():
        if text:
            found[case_no][field] = text
    return {
        case_no: CaseLine(
            row,
            rules[row.standard, row.edition],
            _first_words(found[case_no].get("matter", "")),
            masking.name(found[case_no].get("name", "")),
        )
        for case_no, row in by_no.items()
    }


def _first_words(matter: str) -> str:
    line = " ".join(matter.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"
