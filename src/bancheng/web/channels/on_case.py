"""对方的期限: on the case page, the number and clock of whoever sent it."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework.look import Look
from bancheng.channels.clocks import theirs
from bancheng.channels.hotline.not_fetched import NotFetched, not_fetched
from bancheng.core.permission import is_walled_off
from bancheng.core.stage import CLOSED
from bancheng.web.words_of_time import Due, due_words


@dataclass(frozen=True, slots=True)
class Card:
    """Their number; their due time as long as it is open here; of what they listed, what is not on
    the case."""

    where: str
    number: str
    due: Due | None
    returned: bool
    files: tuple[NotFetched, ...]


def their_card(look: Look) -> Card | None:
    """None where the case is no order of anybody's."""
    case_no = look.row.case_no
    found = theirs([case_no]).get(case_no) if look.text("origin_no") else None
    if found is None:
        return None
    running = found.due is not None and look.case.stage not in CLOSED and not found.returned
    due = due_words(found.due, look.now) if running else None
    files = () if is_walled_off(look.case, look.actor) else tuple(not_fetched(case_no))
    return Card(found.where, found.number, due, found.returned, files)
