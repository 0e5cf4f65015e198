"""来件编号: of the cases that a search for a number found, those that came under that very number.

The index holds parts of words and of many fields; the number as it stands in the case decides.
"""

from __future__ import annotations

from dataclasses import replace

from bancheng.casework.queries.cases import Listed
from bancheng.journal import read

FIELD = "origin_no"


def known_as(found: Listed, number: str) -> Listed:
    """The page without the others; the same where no number is asked for."""
    if not number:
        return found
    texts = read.details_of([row.case_no for row in found.rows], [FIELD])
    stands = {case_no: text for (case_no, _, _), text in texts.items()}  # the latest comes last
    return replace(found, rows=[row for row in found.rows if stands.get(row.case_no) == number])
