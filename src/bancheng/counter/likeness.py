"""疑似重复: earlier cases that tell the same matter in other words, while a clerk types it.

People never tell a thing twice in the same words. Candidates are the visible cases that share most
rare characters and two-character words with the text, everyday and official words taken for one
another; of the nearest few the matters are opened, and ranked by what sets each apart from the
others. Nothing is kept: no word, no text, no vector.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz

from bancheng.casework import masking, sharing_words
from bancheng.casework.searching import RUNS
from bancheng.casework.seen_among import seen_among
from bancheng.casework.sharing_words import Rarity
from bancheng.counter.everyday_words import ORDINARY, ORDINARY_WEIGHS, other_words, plainly
from bancheng.journal import engine, read
from bancheng.people.user import User

LEAST_WORDS = 4  # two-character words; of less nothing can be said
LONGEST_TEXT = 1000  # characters; what makes a matter is said by then
REACHED = 400  # rows asked of the index, of all centres
OPENED = 20  # cases whose matter is opened
FIRST_ASKED = 30  # rows, as some of the nearest may not be the reader's to see
COLUMNS = (
    *("pk", "case_no", "standard", "edition", "stage", "outcome", "kind", "ground", "lead"),
    *("conduct", "registered_at", "ended_at"),
)
SHOWN = 5
LEAST_SHARE = 0.07
VERY = 0.35
ONE_CHARACTER = 0.5
OTHER_WORD = 0.6
IN_ORDER = 0.3
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case as far as a hint needs it."""

    pk: int
    case_no: str
    standard: str
    edition: str
    stage: str
    outcome: str | None
    kind: str | None
    ground: str | None
    lead: str | None
    conduct: bool
    registered_at: datetime | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A case near to a text. ``share``: how much of what the text says is found in it, 0 to 1;
    ``score`` orders it among the others."""

    row: Earlier
    matter: str
    name: str
    share: float
    score: float = 0.0

    @property
    def is_very_near(self) -> bool:
        """Whether hardly anything else can be meant."""
        return self.share >= VERY


@dataclass(frozen=True, slots=True)
class Told:
    """What was typed, cut into words."""

    text: str
    pairs: frozenset[str]
    characters: frozenset[str]

    @property
    def is_enough(self) -> bool:
        """Whether there is enough of it to look for anything like it."""
        return len(self.pairs) >= LEAST_WORDS


def told(text: str) -> Told:
    """A text as it is compared: one word for each meaning."""
    plain = plainly(text[:LONGEST_TEXT])
    return Told(plain, pairs_of(plain), frozenset(_characters(plain)))


def pairs_of(text: str) -> frozenset[str]:
    """Two-character words, and whole words of letters and digits."""
    found: set[str] = set()
    for run in RUNS.findall(text.lower()):
        found |= {run} if run[0].isascii() else {run[i : i + 2] for i in range(len(run) - 1)}
    return frozenset(found)


def _characters(text: str) -> set[str]:
    return {char for run in RUNS.findall(text) if not run[0].isascii() for char in run}


def near(user: User, text: str) -> list[Near]:
    """Cases this person may see that are near to a text, the nearest first; at most ``OPENED``.

    A fixed number of statements, however many cases there are.
    """
    asked = told(text)
    if not asked.is_enough:
        return []
    known = sharing_words.rarity()
    weights = sharing_words.affordable(_weights(text[:LONGEST_TEXT], known), known)
    shared = sharing_words.sharing(weights, REACHED)
    if not shared:
        return []
    nearest = _seen(user, list(shared))
    whole = sum(weights.values())
    return _ranked(asked, _opened(nearest, shared, whole))


def _seen(user: User, pks: Sequence[int]) -> list[Earlier]:
    """The first of these that this person may see. Where the index leads to other centres' cases
    first, the rest is asked for too."""
    seen: list[Earlier] = []
    for some in (pks[:FIRST_ASKED], pks[FIRST_ASKED:]):
        if len(seen) < OPENED:
            found = {row[0]: _earlier(row) for row in seen_among(user, some, COLUMNS)}
            seen += [found[pk] for pk in some if pk in found]
    return seen[:OPENED]


def _earlier(row: tuple[Any, ...]) -> Earlier:
    *plain, conduct, registered_at, ended_at = row
    known = dict(zip(COLUMNS, plain, strict=False))
    at = engine.instant(registered_at)
    return Earlier(**known, conduct=bool(conduct), registered_at=at, is_closed=ended_at is not None)


def likely(found: Sequence[Near]) -> list[Near]:
    """The few that may tell the same matter: a hint that is mostly wrong is soon overlooked."""
    most = max((case.share for case in found), default=0.0)
    floor = max(LEAST_SHARE, most / 2)
    return [case for case in found if case.share >= floor][:SHOWN]


def forget_case(case_no: str) -> None:
    """A case is erased: the rarity of words is counted anew without it."""
    del case_no
    sharing_words.forget()


def _weights(text: str, known: Rarity) -> dict[str, float]:
    """Digests of the words as typed, of other words for them, and of single characters."""
    pairs = pairs_of(text)
    others = {pair for word in other_words(text) for pair in pairs_of(word)} - pairs
    return {
        **sharing_words.weights_of(_characters(text), known, ONE_CHARACTER),
        **sharing_words.weights_of(others, known, OTHER_WORD),
        **sharing_words.weights_of(pairs & ORDINARY, known, ORDINARY_WEIGHS),
        **sharing_words.weights_of(pairs - ORDINARY, known),
    }


def _opened(rows: Sequence[Earlier], shared: Mapping[int, float], whole: float) -> list[Near]:
    """The rows with what their petitioners said; those erased since are left out."""
    texts: dict[str, dict[str, str]] = {row.case_no: {} for row in rows}
    found = read.details_of(list(texts), ["matter", "name"])
    for (case_no, _, field), text in found.items():
        if text:
            texts[case_no][field] = text  # a later one replaces an earlier
    return [
        Near(row, said["matter"], masking.name(said.get("name", "")), shared[row.pk] / whole)
        for row in rows
        if "matter" in (said := texts[row.case_no])
    ]


def _ranked(asked: Told, cases: Sequence[Near]) -> list[Near]:
    """By the weight shared, by what few of the candidates share, and by words in one order."""
    if not cases:
        return []
    others = [told(case.matter) for case in cases]
    common = [_in_common(asked, other) for other in others]
    apart = _set_apart(common)
    most_shared = max(case.share for case in cases) or 1.0
    most_apart = max(apart) or 1.0
    scored = [
        Near(
            case.row,
            case.matter,
            case.name,
            case.share,
            HALF * case.share / most_shared
            + HALF * weight / most_apart
            + IN_ORDER * fuzz.partial_ratio(asked.text, other.text) / 100,
        )
        for case, other, weight in zip(cases, others, apart, strict=True)
    ]
    return sorted(scored, key=lambda case: (-case.score, -case.row.pk))


def _in_common(asked: Told, other: Told) -> list[tuple[str, float]]:
    """The words two texts share, and what each counts for."""
    both = asked.pairs & other.pairs
    pairs = [(pair, ORDINARY_WEIGHS if pair in ORDINARY else 1.0) for pair in both]
    return pairs + [(char, ONE_CHARACTER) for char in asked.characters & other.characters]


def _set_apart(common: Sequence[Sequence[tuple[str, float]]]) -> list[float]:
    """Words that nearly all candidates share name the theme; those few share tell which it is."""
    held = Counter(word for words in common for word, _ in words)
    rare = {word: math.log((len(common) + 1) / (times + 0.5)) for word, times in held.items()}
    return [sum(much * rare[word] for word, much in words) for words in common]
