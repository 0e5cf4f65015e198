"""选去哪里办: an entry of the directory fills «where to go», on any form that asks it.

With a script the words appear in the field, to be read before they are sent; without one, an entry
chosen while the field is empty is written in when the form arrives.
"""

from __future__ import annotations

from django.http import QueryDict

from bancheng.counter import directory
from bancheng.counter.directory import Listed
from bancheng.counter.staff import counters_of
from bancheng.web.desk import Reader

CHOSEN, FIELD = "place", "where_to_go"


def places_for(centre: str, reader: Reader, refusal: str = "") -> list[Listed]:
    """The directory as choices; nothing for whoever does not work at this counter."""
    if centre not in {unit.code for unit in counters_of(reader.user)}:
        return []
    return directory.listed(centre, reader.now, refusal)


def with_place(sent: QueryDict, centre: str) -> QueryDict:
    """The form as it was sent, with the chosen entry's words where nothing was written."""
    chosen = sent.get(CHOSEN, "")
    if not chosen or sent.get(FIELD, "").strip():
        return sent
    place = directory.entry_in_force(centre, chosen)
    if place is None:
        return sent
    filled = sent.copy()
    filled[FIELD] = directory.words(place)
    return filled
