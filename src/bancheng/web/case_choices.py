"""可选项: fields whose choices come from the case itself — its entries, requests, fitting ends."""

from __future__ import annotations

from collections.abc import Mapping

from bancheng.casework import speaking
from bancheng.casework.look import Look
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.calendar import CHINA
from bancheng.core.given import options
from bancheng.core.permission import act_term
from bancheng.web.words_of_time import clock_words

LONGEST_LABEL = 40


def choices(look: Look, act: str) -> dict[str, Mapping[str, str]]:
    """By field name; only what differs from the standard's own list."""
    if act in ("approve", "reject"):
        return {"request": requests(look)}
    if act == "correct":
        return {"corrected": entries(look)}
    if act == "complete":
        return {"outcome": outcomes(look)}
    if act == "transfer":
        return {"kind": kinds(look)}
    return {}


def requests(look: Look) -> dict[str, str]:
    """The acts that wait for approval."""
    return {
        str(seq): f"{act_term(look.standard, event.act)}（{look.names.user(event.by.user)} 报请）"
        for seq, event in look.case.pending.items()
    }


def entries(look: Look) -> dict[str, str]:
    """The entries of the timeline, the latest first."""
    found = {}
    for entry in reversed(look.entries):
        event = entry.event
        at = clock_words(event.done_at.astimezone(CHINA), look.now)
        said = speaking.sentence(event, entry.texts, look.standard, look.names)
        short = said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL - 1] + "…"
        found[str(event.seq)] = f"{at}　{short}"
    return found


def outcomes(look: Look) -> dict[str, str]:
    """The ends that the answer given leaves open."""
    fitting = outcomes_open_to(look.case)
    return {k: v for k, v in (options("outcomes", look.standard) or {}).items() if k in fitting}


def kinds(look: Look) -> dict[str, str]:
    """The kinds that can be chosen; the one that only a declaration leads to is none of them."""
    known = look.standard.kinds
    every = options("kinds", look.standard) or {}
    return {k: v for k, v in every.items() if not known[k].declared or k == look.case.kind}
