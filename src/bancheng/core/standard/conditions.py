"""What the values of each condition may be under a standard."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bancheng.core.glossary import ANSWER_TERMS, OPTION_TERMS
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard

WAYS = ("transfer", "assist", "guide", "explain", "answer", "send_up", "merge")


def allowed_values(standard: Standard) -> dict[str, Collection[Any]]:
    """Condition name → the values it can have here."""
    yes_or_no = (True, False)
    return {
        "stage": [stage.value for stage in Stage],
        "kind": standard.kinds,
        "ground": standard.grounds,
        "channel": standard.channels,
        "trait": standard.traits,
        "tier": standard.tiers,
        "outcome": (*standard.outcomes, "withdrawn", "merged"),
        "refusal": standard.refusals,
        "answer": ANSWER_TERMS,
        "way": WAYS,
        "solved": standard.callback.solved,
        "satisfaction": standard.callback.scale,
        "worth": ("good", "fair", "bad"),
        "revisit_worth": ("good", "fair", "bad"),
        "verdict": OPTION_TERMS["verdict"],
        "papers": OPTION_TERMS["papers"],
        "departments": ("none", "one", "several"),
        "lapsed": standard.duties,
        "papers_held": yes_or_no,
        "review_asked": yes_or_no,
        "conduct": yes_or_no,
        "unsolvable": yes_or_no,
        "said": yes_or_no,
        "decided": yes_or_no,
        "carry_out": yes_or_no,
        "elsewhere": yes_or_no,
        "green": yes_or_no,
        "binding": yes_or_no,
        "confirmed": yes_or_no,
    }
