"""建议类别、情形和部门: what closed cases and the standard's words say of a new matter, and why.

Two things speak: words that the standard names as signs of a kind or ground, and the nearest
closed cases. Where neither speaks clearly, or they disagree, nothing is suggested. Complaints
about conduct teach nothing, so that no count tells of them. Nothing is ever filled in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bancheng.core.standard.standard import Standard
from bancheng.core.standard.vocabulary import Ground, Kind
from bancheng.counter.likeness import Near, Told, pairs_of, told

ANYTHING = "…"
WITHIN_SENTENCE = r"[^。！？!?；;\n]{0,30}?"
CLEARER = 1.5  # so much more must be said for the first than for the second
ASKED_CASES = 15
LEAST_CASES = 5
LEAST_SHARE = 0.12
AGREEMENT = 0.75
SHOWN_WORDS = 3
LONGEST_WORD = 12
Value = Callable[[Near], str | None]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for a field, and why it is likely. ``label`` is what people call the value."""

    field: str
    value: str
    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """What most of the nearest closed cases have: ``agreeing`` of ``cases``, and their words."""

    value: str
    agreeing: int
    cases: int
    words: tuple[str, ...]

    def told(self, what: str) -> str:
        """As a reason: how many of how many, and which words they share with the text."""
        shared = f"，都提到{_quoted(self.words)}" if self.words else ""
        return f"最像的 {self.cases} 件已办结工单里有 {self.agreeing} 件{what}{shared}"


def kind_and_ground(
    standard: Standard, text: str, near: Sequence[Near], open_to: Mapping[str, Mapping[str, str]]
) -> list[Suggestion]:
    """A kind and a ground, each only where it is clear; ``open_to`` are the values a clerk may
    choose, with their labels, by field."""
    asked, closed = told(text), taught_by(near, standard.id)
    sections: dict[str, tuple[Mapping[str, Kind | Ground], Value]] = {
        "kind": (standard.kinds, lambda case: case.row.kind),
        "ground": (standard.grounds, lambda case: case.row.ground),
    }
    found = []
    for field, (rules, value) in sections.items():
        known = open_to.get(field, {})
        said = by_signs(rules, text, known)
        seen = by_precedent(asked, closed, value, known)
        suggested = _weighed(field, said, seen, known)
        if suggested:
            found.append(suggested)
    return found


def lead(
    text: str, near: Sequence[Near], standard_id: str, open_to: Mapping[str, str]
) -> Precedent | None:
    """The department that led most of the nearest closed cases."""
    closed = taught_by(near, standard_id)
    return by_precedent(told(text), closed, lambda case: case.row.lead, open_to)


def taught_by(near: Sequence[Near], standard_id: str) -> list[Near]:
    """The nearest of those that are closed, not about conduct, and under the same standard."""
    closed = [
        case
        for case in near
        if case.row.is_closed
        and not case.row.conduct
        and case.row.standard == standard_id
        and case.share >= LEAST_SHARE
    ]
    return sorted(closed, key=lambda case: (-case.share, -case.row.pk))[:ASKED_CASES]


def by_signs(
    rules: Mapping[str, Kind | Ground], text: str, known: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """What was said of each kind or ground, as it stands in the text."""
    said = {
        name: tuple(dict.fromkeys(m[0] for m in _pattern(rule.signs.words).finditer(text)))
        for name, rule in rules.items()
        if rule.signs and name in known
    }
    return {name: words for name, words in said.items() if words}


@lru_cache(maxsize=200)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(WITHIN_SENTENCE.join(map(re.escape, w.split(ANYTHING))) for w in longest_first)
    )


def by_precedent(
    asked: Told, closed: Sequence[Near], value: Value, known: Collection[str]
) -> Precedent | None:
    """What the nearest closed cases agree on; None where they are few or divided."""
    voting = [(case, chosen) for case in closed if (chosen := value(case)) in known]
    if len(voting) < LEAST_CASES:
        return None
    votes: defaultdict[str, float] = defaultdict(float)
    for case, chosen in voting:
        votes[str(chosen)] += case.share  # the nearer, the weightier
    first = max(votes, key=lambda chosen: (votes[chosen], chosen))
    if votes[first] < AGREEMENT * sum(votes.values()):
        return None
    agreeing = [case for case, chosen in voting if chosen == first]
    return Precedent(first, len(agreeing), len(voting), _words(asked, agreeing))


def _words(asked: Told, cases: Sequence[Near]) -> tuple[str, ...]:
    """The longest stretches of the text whose every pair stands in most of the cases."""
    held = Counter(
        pair for case in cases for pair in asked.pairs & pairs_of(told(case.matter).text)
    )
    often = {pair for pair, times in held.items() if times * 2 > len(cases)}
    stretches: list[str] = []
    stretch = ""
    for first, second in zip(asked.text, asked.text[1:] + "\n", strict=True):
        if first + second in often:
            stretch += first
            continue
        if stretch:
            stretches.append(stretch + first)
        stretch = ""
    longest = sorted(dict.fromkeys(stretches), key=lambda word: -len(word))
    return tuple(longest[:SHOWN_WORDS])


def _weighed(
    field: str,
    said: Mapping[str, tuple[str, ...]],
    seen: Precedent | None,
    known: Mapping[str, str],
) -> Suggestion | None:
    """Words and precedents together; None where they are silent, undecided or at odds."""
    clear = _clearest(said)
    if clear is None and seen is None:
        return None
    if clear is None:
        if seen is None or (said and seen.value not in said) or not seen.words:
            return None
        return Suggestion(field, seen.value, known[seen.value], seen.told("是这一类"))
    if seen is not None and seen.value != clear:
        if len(said[clear]) < 2:
            return None
        seen = None
    because = f"因为提到{_quoted(said[clear])}"
    if seen is not None:
        because += f"；{seen.told('也是这一类')}"
    return Suggestion(field, clear, known[clear], because)


def _clearest(said: Mapping[str, tuple[str, ...]]) -> str | None:
    """The one most is said of, where it is clearly more than of any other."""
    spoken = {name: sum(map(len, words)) for name, words in said.items()}
    order = sorted(spoken, key=lambda name: -spoken[name])
    if not order:
        return None
    if len(order) > 1 and spoken[order[0]] < CLEARER * spoken[order[1]]:
        return None
    return order[0]


def _quoted(words: Sequence[str]) -> str:
    short = [w if len(w) <= LONGEST_WORD else f"{w[: LONGEST_WORD - 1]}…" for w in words]
    return "、".join(f"“{word}”" for word in short[:SHOWN_WORDS])
