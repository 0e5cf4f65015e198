"""给工作人员: which of the channels that are switched on carries a person's notices."""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.channels.setup_row import Setup
from bancheng.people import seats


def of_their_centre(username: str, setups: Iterable[Setup]) -> Setup | None:
    """The first that belongs to a centre at which this person holds a role."""
    ordered = sorted(setups, key=lambda setup: (setup.centre.code, setup.pk))
    return next((one for one in ordered if seats.roles_at(username, one.centre)), None)
