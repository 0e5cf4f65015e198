"""要等多久: the limits a standard gives the steps a petitioner waits for, before there is a case.

Read off its duties. A duty that may be done with in several ways is told where all of them are the
same to who waits.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.calendar import Limit
from bancheng.core.calendar.limit import Unit
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import AS_DECIDED, NOT_COUNTED
from bancheng.petitioner import plain

UNTIL_DONE = Limit(0, Unit.UNTIL_DONE)
STEPS: dict[str, frozenset[str]] = {
    "register": frozenset({"register"}),
    "accept": frozenset({"accept", "decline", "give_notice"}),
    "supplement": frozenset({"supplement", "accept", "complete"}),
    "answer": frozenset({"answer", "guide", "explain", "inform"}),
    "reply": frozenset({"reply"}),
    "report_progress": frozenset({"report_progress"}),
    "inform": frozenset({"inform", "explain"}),
    "review_decline": frozenset({"review_decline"}),
}
"""In the order they come; what a duty may owe that is told as this step."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one waits for; the limits it may have, the shortest first. ``decided``: for some matters
    a body sets the limit; ``open_ended``: some have none and go on until they are done."""

    words: str
    limits: tuple[Limit, ...]
    decided: bool
    open_ended: bool


def how_long(standard: Standard) -> list[Step]:
    """Every step that has a limit under this standard."""
    found = []
    for act, same in STEPS.items():
        rules = [r for r in standard.duties.values() if r.owed[0] == act and same >= set(r.owed)]
        told = {Limit.parse(r.within) for r in rules if r.within not in NOT_COUNTED}
        limits = tuple(sorted(told - {UNTIL_DONE}, key=_length))
        if limits:
            decided = any(rule.within == AS_DECIDED for rule in rules)
            found.append(Step(plain.coming(act, standard), limits, decided, UNTIL_DONE in told))
    return found


def _length(limit: Limit) -> tuple[int, int]:
    return list(Unit).index(limit.unit), limit.count
