"""五千件别的事: invented matters on the same themes as the fifty, each stuck somewhere else.

Drawn with a fixed seed from the parts in ``tests/data/likeness``, so that the figure they give can
be had again. Nothing of them is a rewording of any of the fifty.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[1] / "data" / "likeness"
SEED = 20260301


@dataclass(frozen=True)
class Pair:
    """One matter told twice."""

    id: str
    how: str
    earlier: str
    again: str


def pairs(name: str = "rewordings") -> list[Pair]:
    """The fifty, or the twenty that nobody tunes by (``held_out``), in the order of the file."""
    content = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return [Pair(**pair) for pair in content["pairs"]]


def other_matters(many: int, seed: int = SEED) -> list[str]:
    """So many different matters, theme by theme in turn, each put together by chance."""
    parts: dict[str, Any] = yaml.safe_load((DATA / "other_matters.yaml").read_text("utf-8"))
    chance, themes = random.Random(seed), parts["themes"]
    found: dict[str, None] = {}
    while len(found) < many:
        theme = themes[len(found) % len(themes)]
        found.setdefault(_told(chance, parts, theme))
    return list(found)


def _told(chance: random.Random, parts: dict[str, Any], theme: dict[str, list[str]]) -> str:
    begun = chance.choice(parts["joins"]).format(
        who=chance.choice(parts["who"]),
        where=chance.choice(parts["where"]),
        item=chance.choice(theme["items"]),
        snag=_snags(chance, theme["snags"]),
    )
    visits, plea = chance.choice(parts["visits"]), chance.choice(parts["pleas"])
    return "".join((begun, f"，{visits}" if visits else "", "。", plea))


def _snags(chance: random.Random, known: list[str]) -> str:
    """One thing that is stuck, sometimes two."""
    return "，而且".join(chance.sample(known, chance.choice((1, 1, 1, 2))))
