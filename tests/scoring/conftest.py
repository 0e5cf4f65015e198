"""A hall with seven cases of one department in November, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bancheng.casework import rebuild
from tests.casework.hall import Hall, establish_hall

REPLY = {"answer": "result", "text": "已办好", "signature": "莫海涛"}
NEXT_YEAR = "2027-01-05 09:00"
CALLED = "2026-11-05 09:00"


@dataclass(frozen=True)
class Year:
    """The hall; ``good`` were in time and to everybody's content, ``late`` was answered late,
    ``bad`` left somebody dissatisfied, ``complaint`` is about the department's conduct."""

    hall: Hall
    good: tuple[str, ...]
    late: str
    bad: str
    complaint: str


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall; after the test its rows must equal the fold of its journal."""
    yield establish_hall()
    assert rebuild.compare() == []


@pytest.fixture
def year(hall: Hall) -> Year:
    """Seven cases for housing, due one working day after the transfer (XF-10.3.1)."""
    return lived(hall)


def lived(hall: Hall) -> Year:
    """Six answered the next day, one five days late; six called back."""
    good = tuple(ended(hall, "2026-11-02 09:00", "2026-11-03 10:00") for _ in range(5))
    bad = ended(hall, "2026-11-02 09:00", "2026-11-03 10:00")
    late = ended(hall, "2026-11-04 09:00", "2026-11-10 10:00")
    for case_no in good:
        called(hall, case_no, "satisfied")
    called(hall, bad, "dissatisfied")
    complaint = hall.register(
        "2026-11-12 10:00", ground="conduct", accused_units=["housing"], matter="态度差"
    )
    return Year(hall, good, late, bad, complaint)


def ended(hall: Hall, placed: str, replied: str) -> str:
    """A case of housing, answered at a moment and completed at once."""
    case_no = hall.placed(placed)
    hall.do("mo", case_no, "claim", placed)
    hall.do("mo", case_no, "reply", replied, **REPLY)
    hall.do("chen", case_no, "inform", replied, means="phone")
    hall.do("chen", case_no, "complete", replied, outcome="done")
    return case_no


def called(hall: Hall, case_no: str, satisfaction: str) -> None:
    """The window called back."""
    told = {"solved": "solved", "satisfaction": satisfaction}
    hall.do("lin", case_no, "call_back", CALLED, **told)
