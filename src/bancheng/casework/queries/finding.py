"""找工单: cases by number, name, phone or words, newest first; only those the reader may see.

The index is asked at the reader's own centres only, and only as far as a page needs: what came
last is looked at first. Whatever it names goes through the read door before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from django.db import connection
from django.db.models import QuerySet

from bancheng.casework import searching
from bancheng.casework.access import keys_within, visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.queries.lines import CaseLine, case_lines
from bancheng.casework.reading_rights import chains_in_reach
from bancheng.casework.searching import Asked
from bancheng.casework.seen_among import seen_among
from bancheng.people.user import User

STEPS = (60, 1000, 5000, 20_000)
"""How many matches are looked at, step by step, until a page is full; whoever sees few of a hall's
cases begins with the second."""
NOT_LISTED = (
    *("service_item", "waiting", "refusal", "way", "answer", "traits", "round", "returns"),
    *("referred", "solved", "accepted_at", "replied_at", "informed_at", "ended_at", "archived_at"),
)
"""What no list shows, and reading it costs as much as the rest."""

Narrowing = Callable[[QuerySet[CaseRow]], QuerySet[CaseRow]]


@dataclass(frozen=True, slots=True)
class Found:
    """Some cases, newest first. ``known``: how many at the least there are from the first of them
    on, ``all_known`` if there are no others; ``unread``: there may be older ones not looked at."""

    rows: list[CaseRow]
    known: int
    all_known: bool
    unread: bool = False


def asked_by(user: User, text: str) -> Asked | None:
    """What a text asks of the index for this reader; None where nothing could be found."""
    asked, chains = searching.asked_for(text), chains_in_reach(user)
    if asked is None or not chains:
        return None
    return replace(asked, chains=chains)


def find(
    user: User,
    asked: Asked,
    take: int,
    below: int | None = None,
    narrowed: Narrowing | None = None,
) -> Found:
    """So many cases, those only that are older than the one with the key ``below``."""
    seen: list[int] = []
    ended = False
    few = keys_within(user)
    for step in STEPS if few is None else STEPS[1:]:
        keys = searching.matching(asked, step, below)
        seen += _seen(user, keys if few is None else [k for k in keys if k in few], narrowed)
        ended = len(keys) < step
        if ended or len(seen) >= take:
            break
        below = keys[-1]
    by_key = _rows_of(seen[:take])
    rows = [by_key[key] for key in seen[:take] if key in by_key]
    return Found(rows, len(seen), ended, unread=not ended and len(seen) < take)


def _seen(user: User, keys: list[int], narrowed: Narrowing | None) -> list[int]:
    """Those of them that the reader may see, newest first."""
    if narrowed is None:
        found = {row[0] for row in seen_among(user, keys, ("pk",))}
    else:
        found = set(narrowed(visible(user).filter(pk__in=keys)).values_list("pk", flat=True))
    return [key for key in keys if key in found]


def _rows_of(keys: list[int]) -> dict[int, CaseRow]:
    """These cases by their keys; the query is composed once and not for every search."""
    if not keys:
        return {}
    marks = ", ".join(["%s"] * len(keys))
    found = CaseRow.objects.raw(_reading().format(marks=marks), keys)
    return {row.pk: row for row in found}


@cache
def _reading() -> str:
    fields = [f for f in CaseRow._meta.concrete_fields if f.name not in NOT_LISTED]
    columns = ", ".join(connection.ops.quote_name(f.column or f.name) for f in fields)
    table = connection.ops.quote_name(CaseRow._meta.db_table)
    return f"SELECT {columns} FROM {table} WHERE id IN ({{marks}})"  # noqa: S608 - ours


def search(user: User, text: str, limit: int = 30) -> list[CaseLine]:
    """Cases by number, name, phone or words, newest first; only those this person may see."""
    asked = asked_by(user, text)
    rows = find(user, asked, limit).rows if asked else []
    return list(case_lines(rows).values())


def cases_of_phone(user: User, phone: str, limit: int = 5) -> list[CaseLine]:
    """Earlier cases with this phone that the reader may see."""
    return search(user, phone, limit)
