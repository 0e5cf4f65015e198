"""对方的期限: on the case page, the number and clock of whoever sent it."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework.look import Look
from bancheng.channels.clocks import theirs
from bancheng.core.stage import CLOSED
from bancheng.web.words_of_time import Due, due_words


@dataclass(frozen=True, slots=True)
class Card:
    """Their number; their due time as long as it is open here."""

    where: str
    number: str
    due: Due | None
    returned: bool


def their_card(look: Look) -> Card | None:
    """None where the case is no order of anybody's."""
    case_no = look.row.case_no
    found = theirs([case_no]).get(case_no) if look.text("origin_no") else None
    if found is None:
        return None
    running = found.due is not None and look.case.stage not in CLOSED and not found.returned
    due = due_words(found.due, look.now) if running else None
    return Card(found.where, found.number, due, found.returned)
