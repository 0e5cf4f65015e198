"""What a petitioner must hear before all else, and the duty of somebody that it hangs on.

Most of the time that is the stage. Here is what a stage does not say: papers are waited for, it was
not taken on, somebody looks at that again, it was taken back, or it is closed and not settled.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework.look import Look
from bancheng.core.duty import Duty
from bancheng.core.stage import CLOSED, Stage

REVIEW = ("declined", "decline_upheld", "review_told")


@dataclass(frozen=True, slots=True)
class Situation:
    """``name`` is empty where the stage says all; ``duty`` is None where nothing is waited for."""

    name: str = ""
    duty: Duty | None = None


def situation(look: Look) -> Situation:
    """What comes before the stage, if anything."""
    case = look.case
    if case.outcome == "withdrawn":
        return Situation("withdrawn")
    if case.stage is Stage.AWAITING_PAPERS:
        return Situation("awaiting_papers", _owing(look, "supplement"))
    if case.refusal is not None:
        return _refused(look)
    if case.stage is Stage.REGISTERED and case.happened("decline_overturned"):
        return Situation("overturned")
    if case.stage in CLOSED:
        return _closed(look)
    return Situation()


def _refused(look: Look) -> Situation:
    review = _owing(look, "review_decline")
    if review:
        return Situation("in_review", review)
    tell = _owing(look, "tell_review")
    if tell:
        return Situation("reviewed", tell)
    last = next((p.name for p in reversed(look.case.past) if p.name in REVIEW), "")
    return Situation("upheld" if last == "review_told" else "declined")


def _closed(look: Look) -> Situation:
    follow = _owing(look, "reopen")
    if look.case.solved == "unsolved":
        return Situation("unsettled", follow)
    return Situation("dissatisfied", follow) if follow else Situation()


def _owing(look: Look, act: str) -> Duty | None:
    return next((d for d in look.duties if d.is_open and act in d.owed), None)
