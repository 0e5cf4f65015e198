"""找得到: words kept beside a text as keyed digests, so that it is found and tells a thief nothing.

These books are small (thousands, not hundreds of thousands) and are forgotten in time, so one
column of digests in the row itself is enough; the cases' own index is another matter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from django.db.models import Q

from bancheng.casework import searching

ENOUGH = 0.12
"""The share of a question's weight that a text must hold to be worth showing."""


def tokens_of(*texts: str) -> str:
    """The digests of everything these texts can be found by, each between blanks."""
    words = {word for text in texts if text for word in searching.words_of(text)}
    return f" {' '.join(searching.tokens(words))} " if words else ""


def every_word(text: str) -> Q | None:
    """Rows that hold every word asked for; None where nothing was asked."""
    wanted = searching.tokens(searching.wanted_words(text)) if text.strip() else []
    if not wanted:
        return None
    asked = Q()
    for token in wanted:
        asked &= Q(tokens__contains=f" {token} ")
    return asked


def likest(texts: Mapping[int, str], asked: str, many: int) -> list[int]:
    """The keys of the texts that share most with what is asked, the likest first; those that share
    little are left out. A word that every text holds weighs nothing."""
    wanted = set(searching.tokens(searching.wanted_words(asked))) if asked.strip() else set()
    held = {key: wanted & set(tokens.split()) for key, tokens in texts.items()}
    everywhere = Counter(token for tokens in held.values() for token in tokens)
    weight = {t: math.log((len(texts) + 1) / (n + 0.5)) for t, n in everywhere.items()}
    heaviest = math.log((len(texts) + 1) / 1.5)
    least = ENOUGH * heaviest * len(wanted)
    scores = {key: sum(weight[t] for t in tokens) for key, tokens in held.items()}
    good = [key for key, score in scores.items() if score > 0 and score >= least]
    return sorted(good, key=lambda key: (-scores[key], key))[:many]
