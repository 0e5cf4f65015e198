"""The month of figures, counted by hand there, and bulletins about it."""

from __future__ import annotations

from datetime import date

import pytest

from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import begin, issue, period_of
from tests.casework.hall import Hall, at
from tests.figures.conftest import Month, hall, month

__all__ = ["begun", "hall", "issued", "month"]

DECEMBER = "2026-12-02 09:00"


def begun(hall: Hall, day: str = "2026-11-01", when: str = DECEMBER) -> Issue:
    """A draft of a month, begun by the office."""
    period = period_of("month", date.fromisoformat(day))
    return begin(hall.people["jiang"], "hall", period, at(when))


@pytest.fixture
def issued(month: Month) -> Issue:
    """November's bulletin, issued on the second of December."""
    draft = begun(month.hall)
    return issue(month.hall.people["jiang"], draft.key, "江望舒", at(DECEMBER))
