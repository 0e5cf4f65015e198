"""谁可以交换: whoever may register or send up at the centre; for a revisit, whoever revisits.

What goes into a file is asked of the read door besides: nobody packs a case they may not see.
"""

from __future__ import annotations

from datetime import datetime

from bancheng.casework.access import NotFound
from bancheng.casework.surroundings import standard_for
from bancheng.exchange.partner_row import REVISITED, Partner
from bancheng.people import seats
from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User
from bancheng.revisit.authority import bodies_of

ACTS = ("register", "send_up")

EXCHANGES = "exchanges"
"""In a unit's settings: it has a partner. Asked for every page, so it stands where no query is."""


def has_partners(user: User, now: datetime) -> bool:
    """Whether this person exchanges files with anybody; without a query."""
    marked = {unit.code for unit in current().units.values() if unit.settings.get(EXCHANGES)}
    return bool(marked) and bool(marked & units_of(user, now))


def units_of(user: User, now: datetime) -> set[str]:
    """The codes of the units for which this person exchanges files."""
    if not user.is_active or seats.is_administrator(user, now):
        return set()
    found = {unit.code for unit in bodies_of(user, now)}
    for centre in seats.centres_of(user, now):
        if centre.form == Form.CENTRE and seats.roles_at(user, centre, now) & roles_exchanging(
            centre
        ):
            found.add(centre.code)
    return found


def roles_exchanging(centre: Unit) -> set[str]:
    """Whose work it is at a centre."""
    if not centre.standard:
        return set()
    acts = standard_for(centre).acts
    return {role for name in ACTS if name in acts for role in acts[name].by}


def partners_of(user: User, now: datetime) -> list[Partner]:
    """The partners in use with which this person exchanges."""
    units = units_of(user, now)
    found = Partner.objects.filter(ended_at=None, ours__code__in=units)
    return [one for one in found.select_related("ours", "theirs") if _fits(one, user, now)]


def _fits(partner: Partner, user: User, now: datetime) -> bool:
    """A body's partners are those who revisit for it; a centre's are its window's."""
    if partner.relation != REVISITED:
        return True
    return partner.ours.code in {unit.code for unit in bodies_of(user, now)}


def partner_for(user: User, pk: int, now: datetime) -> Partner:
    """One of them. Raises NotFound."""
    found = next((one for one in partners_of(user, now) if one.pk == pk), None)
    if found is None:
        raise NotFound(str(pk))
    return found
