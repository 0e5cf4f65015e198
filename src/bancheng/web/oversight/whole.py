"""谁能看全: who reads a centre's cases whole, and at which centres."""

from __future__ import annotations

from bancheng.casework.holdings import whole_centres
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader


def reads_whole(reader: Reader) -> bool:
    """Whether there is a centre whose open duties this person may see together."""
    return not reader.is_administrator and bool(whole_centres(reader.user))


def centres_read_whole(reader: Reader) -> list[Unit]:
    """Those centres, in the order of the tree."""
    whole = whole_centres(reader.user)
    return [unit for unit in seats.centres_of(reader.user, reader.now) if unit.code in whole]
