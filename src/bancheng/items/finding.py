"""工单找到自己的事项: from a petitioner's own words to items of the library (SC-8.3.2).

People do not say an item's name; they say parts of it, or what it is called in the street. An item
is offered for the share of its name's two-character words that were said, the rare ones weighing
more, and for how closely one stretch of the text resembles the name. Each finding says what was
said that made it likely; where nothing is likely enough, nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bancheng.items import lists
from bancheng.items.word_index import Entry, WordIndex, bare, index_of
from bancheng.people.chart import current

SURE_ENOUGH = 0.5
"""Below this share nothing is offered: a wrong hint costs a clerk more than none."""
FAR_BEHIND = 0.7
"""What reaches less than this share of the best finding is not offered beside it."""
WEIGHED = 40
LONGEST_TEXT = 2000
SENTENCE_ENDS = re.compile(r"[。！？!?；;\n]+")
"""Words far apart in a long letter do not make an item's name."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a text may be about. ``department`` is a unit's code or empty,
    ``department_name`` always stands where one is known; ``score`` is between 0 and 1."""

    unit: str
    code: str
    version: int
    name: str
    department: str
    department_name: str
    score: float
    because: str

    @property
    def value(self) -> str:
        """As the case's field ``service_item`` keeps it: list, code and version."""
        return f"{self.unit}/{self.code}@{self.version}"


def find(centre_code: str, text: str, limit: int = 5) -> list[Found]:
    """The items a text is likely about, the likeliest first; empty where that is unsure.

    Looks in the lists that serve the centre, at items in use. Where two lists hold an item of the
    same name the nearer one stands.
    """
    return find_in([unit.code for unit in lists.serving(centre_code)], text, limit)


def find_in(
    units: Sequence[str], text: str, limit: int = 5, enough: float = SURE_ENOUGH
) -> list[Found]:
    """The same among these lists, the nearest first; ``enough`` is the least score to be shown."""
    index = index_of(tuple(units))
    best: dict[int, tuple[float, str]] = {}
    for sentence in SENTENCE_ENDS.split(text[:LONGEST_TEXT]):
        said = bare(sentence)
        for n, score in _scored(index, said):
            if score >= enough and score > best.get(n, (0.0, ""))[0]:
                best[n] = (score, said)
    ranked = sorted(best, key=lambda n: (-best[n][0], n))
    not_far = FAR_BEHIND * best[ranked[0]][0] if ranked else 0.0
    found: dict[tuple[str, str], Found] = {}
    for n in ranked:
        entry, (score, said) = index.entries[n], best[n]
        if score >= not_far and len(found) < limit:
            found.setdefault((entry.name, entry.department_name), _found(entry, index, said, score))
    return list(found.values())


def _scored(index: WordIndex, said: str) -> list[tuple[int, float]]:
    shares = index.shares(said)
    likely = sorted(shares, key=lambda n: (-shares[n], n))[:WEIGHED]
    return [(n, _score(index, index.entries[n], shares[n], said)) for n in likely]


def _score(index: WordIndex, entry: Entry, share: float, said: str) -> float:
    likeness = max(fuzz.partial_ratio(call, said) / 100 for call in entry.calls)
    score = 0.75 * share + 0.25 * likeness
    if score < SURE_ENOUGH and any(map(index.telling, index.said_of(entry, said))):
        return SURE_ENOUGH
    return score


def _found(entry: Entry, index: WordIndex, said: str, score: float) -> Found:
    return Found(
        entry.unit,
        entry.code,
        entry.version,
        entry.name,
        entry.department if entry.department in current().units else "",
        entry.department_name,
        round(score, 3),
        f"提到{''.join(f'“{part}”' for part in index.said_of(entry, said))}",
    )
