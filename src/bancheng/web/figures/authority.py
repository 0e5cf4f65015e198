"""谁能导出、开屏: those who follow cases up at a centre (office, supervision)."""

from __future__ import annotations

from bancheng.casework.holdings import whole_centres
from bancheng.casework.surroundings import standard_for
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader

FOLLOWING = ("supervise", "settle", "reopen")
"""Acts by which a standard says who follows up; whoever may do one of them oversees the centre."""


def oversees(reader: Reader, centre: Unit) -> bool:
    """Whether this person may take the event log out and open a screen in the hall."""
    if centre.code not in whole_centres(reader.user):
        return False
    standard = standard_for(centre)
    acts = standard.acts
    roles = {role for name in FOLLOWING if name in acts for role in acts[name].by}
    if standard.conduct is not None:
        roles.add(standard.conduct.held_by)
    return bool(roles & seats.roles_at(reader.user, centre, reader.now))


def oversees_somewhere(reader: Reader) -> bool:
    """The same of any centre: for the side list."""
    if reader.is_administrator:
        return False
    return any(oversees(reader, centre) for centre in seats.centres_of(reader.user, reader.now))
