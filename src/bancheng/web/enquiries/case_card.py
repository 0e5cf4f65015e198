"""给诉求人的单子, on the case page: what can be printed, and when each was given last."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework.look import Look
from bancheng.counter import given_slips, slips
from bancheng.people import directory as people
from bancheng.web.enquiries.answer_form import may_become_answer
from bancheng.web.words_of_time import clock_words

FIRST = "receipt"
KEY = "p"


@dataclass(frozen=True, slots=True)
class OnOffer:
    """One paper: its name, when and by whom it was last given, and the letter that opens it."""

    kind: str
    title: str
    given: str
    key: str


def case_card(found: Look) -> dict[str, object]:
    """What the card shows; nothing for whoever does not work at this counter."""
    rule = found.standard.acts.get("register")
    if rule is None or not set(rule.by) & found.actor.roles:
        return {}
    last = given_slips.kinds_given(given_slips.given(found.row.case_no))
    offered = slips.on_offer(found)
    fresh = [kind for kind in offered if kind not in last]
    to_do = FIRST if FIRST in fresh else (fresh or offered)[-1] if offered else ""
    shown = []
    for kind in offered:
        row = last.get(kind)
        told = ""
        if row is not None:
            when = clock_words(row.at, found.now)
            told = f"{when} {people.name_of(row.by)} {given_slips.HOW[row.how]}"
        key = KEY if kind == to_do else ""
        shown.append(OnOffer(kind, slips.title_of(kind, found), told, key))
    return {"papers": shown, "may_become_answer": may_become_answer(found)}
