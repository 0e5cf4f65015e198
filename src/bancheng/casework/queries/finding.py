"""找工单: cases by number, name, phone or words, newest first; only those the reader may see.

The index is asked at the reader's own centres only, and only as far as a page needs: what came
last is looked at first. Whatever it names goes through the read door before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import QuerySet

from bancheng.casework import searching
from bancheng.casework.access import chains_in_reach, visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.queries.lines import CaseLine, case_lines
from bancheng.casework.searching import Asked
from bancheng.people.user import User

STEPS = (120, 1000, 5000, 20_000)
"""How many matches are looked at, step by step, until a page is full."""

Narrowing = Callable[[QuerySet[CaseRow]], QuerySet[CaseRow]]


def asked_by(user: User, text: str) -> Asked | None:
    """What a text asks of the index for this reader; None where nothing could be found."""
    asked = searching.asked_for(text)
    return replace(asked, chains=chains_in_reach(user)) if asked else None


def found(
    user: User,
    asked: Asked,
    take: int,
    below: int | None = None,
    narrowed: Narrowing = lambda rows: rows,
) -> tuple[list[CaseRow], bool]:
    """So many cases, newest first, older than the one with the key ``below``; and whether there
    may be others that were not looked at."""
    rows: list[CaseRow] = []
    for step in STEPS:
        keys = searching.matching(asked, step, below)
        seen = narrowed(visible(user).filter(pk__in=keys)).order_by("-pk")
        rows += seen[: take - len(rows)]
        if len(rows) == take or len(keys) < step:
            return rows, False
        below = keys[-1]
    return rows, True


def search(user: User, text: str, limit: int = 30) -> list[CaseLine]:
    """Cases by number, name, phone or words, newest first; only those this person may see."""
    asked = asked_by(user, text)
    rows = found(user, asked, limit)[0] if asked else []
    return list(case_lines(rows).values())


def cases_of_phone(user: User, phone: str, limit: int = 5) -> list[CaseLine]:
    """Earlier cases with this phone that the reader may see."""
    return search(user, phone, limit)
