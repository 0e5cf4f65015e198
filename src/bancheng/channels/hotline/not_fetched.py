"""没有取到的附件: what an order listed and its case does not have yet, for who looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.channels.hotline.asking import RENEWED, WHAT
from bancheng.channels.hotline.fetching import ROAD
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError


@dataclass(frozen=True, slots=True)
class NotFetched:
    """``why`` is empty before the first try; ``stuck``: nobody tries any more; ``given_up``: a
    person said so."""

    name: str
    why: str
    stuck: bool
    given_up: bool = False


def not_fetched(case_no: str) -> list[NotFetched]:
    """In the order of the list; without what a newer link took the place of."""
    of_case = Letter.objects.filter(case_no=case_no, road__startswith=ROAD, arrived_at=None)
    return [_told(letter) for letter in of_case.exclude(dropped_by=RENEWED).order_by("pk")]


def _told(letter: Letter) -> NotFetched:
    if letter.dropped_at is not None:
        return NotFetched(WHAT, letter.failure, stuck=True, given_up=True)
    try:
        told = letters.told_by(letter)
    except NotSentError:
        return NotFetched(WHAT, letter.failure, letter.stuck)
    wrong = str(told.get("wrong") or "")
    name = str(told.get("name") or WHAT)
    return NotFetched(name, letter.failure or wrong, letter.stuck or bool(wrong))
