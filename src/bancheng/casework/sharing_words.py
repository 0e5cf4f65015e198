"""用词相同的工单: which cases share words with a text, by the keyed digests of the search index.

No word is read here and none is kept: digests are weighed by how rare they are among the newest
cases, and the cases that hold the most weight come first. Whoever asks must still pass what is
found through the read door.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from bancheng.casework.searching import digests
from bancheng.journal import engine

SAMPLE = 1000
GROWTHS = 20  # in each of which the index grows by a twentieth; what is rare changes slowly
COMMON = 0.15
FEW = 3
ASKED_AT_MOST = 160  # digests
READ_AT_MOST = 6_000  # places in the index that one question may touch


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many of the newest ``cases`` hold a digest, and how many there are in ``all``."""

    all: int
    cases: int
    holding: Mapping[str, int]

    def weight(self, digest: str) -> float:
        """What it tells that two texts share this word; nothing where every seventh case has it."""
        held = self.holding.get(digest, 0)
        if held > max(FEW, COMMON * self.cases):
            return 0.0
        return math.log((self.cases + 1) / (held + 0.5))


def rarity() -> Rarity:
    """Of the index as it is, counted anew whenever it has grown by a twentieth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM casework_caserow")
        newest = cursor.fetchone()[0] or 0
    database = f"{connection.vendor} {connection.settings_dict['NAME']}"
    return _sample(database, int(math.log(newest + 1) * GROWTHS))


@lru_cache(maxsize=4)
def _sample(database: str, growth: int) -> Rarity:
    del database, growth  # parts of the key
    with connection.cursor() as cursor:
        cursor.execute("SELECT tokens FROM casework_search ORDER BY rowid DESC LIMIT %s", [SAMPLE])
        rows = cursor.fetchall()
        # keys say nothing of how many there are: rebuilding takes new ones for every case
        cursor.execute("SELECT count(*) FROM casework_caserow")
        every = cursor.fetchone()[0]
    holding = Counter(digest for (held,) in rows for digest in held.split())
    return Rarity(every, len(rows), holding)


def forget() -> None:
    """Count anew at the next question: a case's words were taken out of the index."""
    _sample.cache_clear()


def weights_of(words: Iterable[str], known: Rarity, share: float = 1.0) -> dict[str, float]:
    """Words as digests with their weights; those that tell nothing are left out."""
    weighed = {digest: share * known.weight(digest) for digest in digests(words).values()}
    return {digest: weight for digest, weight in weighed.items() if weight > 0}


def sharing(asked: Mapping[str, float], limit: int) -> dict[int, float]:
    """Row ids and the weight they share with what is asked, the most first."""
    if not asked:
        return {}
    if connection.vendor == "postgresql":
        statement, values = _on_postgresql(asked)
    else:
        statement, values = _on_sqlite(asked)
    return dict(engine.rows(statement, *values, limit))


def affordable(weights: Mapping[str, float], known: Rarity) -> dict[str, float]:
    """The rarest first, until the index would be read at too many places: a library of a hundred
    thousand cases is asked for fewer words than a small one."""
    each = known.all / max(known.cases, 1)
    asked: dict[str, float] = {}
    read = 0.0
    heaviest = sorted(weights, key=lambda d: (-weights[d], d))[:ASKED_AT_MOST]
    for digest in sorted(heaviest, key=lambda d: (known.holding.get(d, 0), d)):
        read += known.holding.get(digest, 0) * each
        if read > READ_AT_MOST and asked:
            break
        asked[digest] = weights[digest]
    return asked


def _on_sqlite(asked: Mapping[str, float]) -> tuple[str, list[str | float]]:
    one = "SELECT rowid, %s AS weight FROM casework_search WHERE casework_search MATCH %s"
    every = " UNION ALL ".join([one] * len(asked))
    values: list[str | float] = []
    for digest, weight in asked.items():
        values += [weight, f'"{digest}"']
    return f"SELECT rowid, sum(weight) FROM ({every}) {_BEST_FIRST}", values  # noqa: S608 - ours


def _on_postgresql(asked: Mapping[str, float]) -> tuple[str, list[str | float]]:
    rows = ", ".join(["(to_tsquery('simple', %s), %s::float)"] * len(asked))
    values: list[str | float] = []
    for digest, weight in asked.items():
        values += [digest, weight]
    return (
        f"WITH asked(word, weight) AS (VALUES {rows})"  # noqa: S608 - marks only
        " SELECT rowid, sum(weight) FROM asked JOIN casework_search"
        f" ON to_tsvector('simple', tokens) @@ word {_BEST_FIRST}"
    ), values


_BEST_FIRST = "GROUP BY rowid ORDER BY 2 DESC, 1 DESC LIMIT %s"
