"""找工单: cases by number, name, phone or words, newest first; only those the reader may see.

The index is asked only as far as a page needs: what came last is looked at first; and at the
reader's own centres, where they do not have nearly all there is. Whatever it names goes through the
read door before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, DateTimeField, QuerySet
from django.utils import timezone

from bancheng.casework import searching
from bancheng.casework.access import keys_within, visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.queries.lines import CaseLine, case_lines
from bancheng.casework.reading_rights import chains_in_reach
from bancheng.casework.searching import Asked
from bancheng.casework.seen_among import seen_among
from bancheng.journal import engine
from bancheng.people.chart import current
from bancheng.people.user import User

STEPS = (60, 1000, 5000, 20_000)
"""How many matches are looked at, step by step, until a page is full; whoever sees few of a hall's
cases begins with the third."""
NOT_LISTED = (
    *("service_item", "waiting", "refusal", "way", "answer", "traits", "round", "returns"),
    *("referred", "solved", "accepted_at", "replied_at", "informed_at", "ended_at", "archived_at"),
)
"""What no list shows, and reading it costs as much as the rest."""

READERS: dict[type, Callable[[Any], Any]] = {DateTimeField: engine.instant, BooleanField: bool}

NEARLY_ALL = 0.75

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
    if _nearly_all(chains, current().token, timezone.localdate()):
        return asked
    return replace(asked, chains=chains)


@lru_cache(maxsize=256)
def _nearly_all(chains: frozenset[str], organisation: str, day: date) -> bool:
    """Whether these centres have nearly all the cases there are, looked at once a day. The index
    takes five times as long for a match at a centre as for a match: then it is quicker to pass over
    the few of others."""
    del organisation, day  # parts of the key
    mine = CaseRow.objects.filter(chain__in=chains).count()
    return mine >= NEARLY_ALL * CaseRow.objects.count()


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
    for step in STEPS if few is None else STEPS[2:]:
        keys = searching.matching(asked, step, below)
        near = keys if few is None else sorted(few.intersection(keys), reverse=True)
        seen += _seen(user, near, narrowed)
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
    """These cases by their keys. The query is composed once, and the rows are not read through
    Django's: what it does around each value took five times as long as the engine."""
    if not keys:
        return {}
    marks = ", ".join(["%s"] * len(keys))
    statement, names, readers = _reading()
    made = (
        CaseRow.from_db(
            DEFAULT_DB_ALIAS,
            names,
            [v if read is None else read(v) for read, v in zip(readers, row, strict=True)],
        )
        for row in engine.rows(statement.format(marks=marks), *keys)
    )
    return {row.pk: row for row in made}


@cache
def _reading() -> tuple[str, tuple[str, ...], tuple[Callable[[Any], Any] | None, ...]]:
    """The statement, the columns, and how each is read where the engine keeps it otherwise."""
    fields = [f for f in CaseRow._meta.concrete_fields if f.name not in NOT_LISTED]
    columns = ", ".join(connection.ops.quote_name(f.column or f.name) for f in fields)
    table = connection.ops.quote_name(CaseRow._meta.db_table)
    readers = tuple(READERS.get(type(f)) for f in fields)
    statement = f"SELECT {columns} FROM {table} WHERE id IN ({{marks}})"  # noqa: S608 - ours
    return statement, tuple(f.attname for f in fields), readers


def search(user: User, text: str, limit: int = 30) -> list[CaseLine]:
    """Cases by number, name, phone or words, newest first; only those this person may see."""
    asked = asked_by(user, text)
    rows = find(user, asked, limit).rows if asked else []
    return list(case_lines(rows).values())


def cases_of_phone(user: User, phone: str, limit: int = 5) -> list[CaseLine]:
    """Earlier cases with this phone that the reader may see."""
    return search(user, phone, limit)
