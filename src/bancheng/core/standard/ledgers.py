"""台账: a ledger's columns where a region lays them down; else they follow from its paper forms."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bancheng.core.standard.sourced import NonEmpty, Sourced

LedgerName = Literal["cases", "feedback", "callback", "supervision", "extension"]


class Ledger(Sourced):
    """One ledger: ``columns`` are value → heading, in the order of the page.

    ``cases`` has one row a case, every other one a row for each act it is about, whose own values
    are called ``entry.…`` (``entry.at``, ``entry.by``, ``entry.said``).
    """

    title: NonEmpty
    columns: dict[str, NonEmpty] = Field(min_length=1)
