"""县乡两级联合办理事项库: whose list serves whom, and who keeps it, by the tree (SC-8.3.2).

A list stands with a place. It serves every centre in that place: the county's list its hall and
all its townships, a township's own list that township alone. Everybody at a centre reads the lists
that serve it, and the hall above reads those of the townships below it, which it handles jointly.
"""

from __future__ import annotations

from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.chart import current
from bancheng.people.counting import halls_in, regions_of
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User

KEEPING = frozenset({Form.REGION, Form.CENTRE})
KEEPERS = "item_keepers"
"""In a centre's settings: the roles that keep its list (本中心定)."""


def serving(centre_code: str) -> list[Unit]:
    """The units whose lists serve a centre, the nearest first: itself, then the places above."""
    line = current().lines.get(centre_code, ())
    return [unit for unit in line if unit.form in KEEPING]


def above(list_code: str) -> list[Unit]:
    """The lists in which something named in this list is looked for: itself first."""
    return serving(list_code)


def list_of(centre: Unit) -> Unit:
    """Where the items of a centre are kept: with its place, so that they serve those below."""
    regions = regions_of(current(), centre.code)
    own = regions[0] if regions and regions[0].pk == centre.parent_id else None
    return own or centre


def readable(user: User) -> list[Unit]:
    """The lists a person reads, in the order of the tree's lists."""
    chart = current()
    centres = seats.centres_of(user)
    near = {unit.code for centre in centres for unit in serving(centre.code)}
    inside = {regions[0].pk for c in centres if (regions := regions_of(chart, c.code))}
    for unit in keepable(user):
        near |= {above.code for above in serving(unit.code)}
    return [
        unit
        for unit in chart.units.values()
        if unit.form in KEEPING
        and (unit.code in near or inside & {above.pk for above in chart.lines[unit.code]})
    ]


def keepable(user: User) -> list[Unit]:
    """The lists a person may change: what an administrator looks after, and at a centre its own
    list by whoever may say there what a case is about (``classify``), unless the centre names
    other roles (``item_keepers``)."""
    chart = current()
    kept = {unit.code for unit in seats.administered_by(user)}
    for centre in seats.centres_of(user):
        if keepers(centre) & seats.roles_at(user, centre):
            kept |= {centre.code, list_of(centre).code}
    return [u for u in chart.units.values() if u.form in KEEPING and u.code in kept and u.active]


def keepers(centre: Unit) -> frozenset[str]:
    """The roles that keep the list of a centre."""
    named = centre.settings.get(KEEPERS)
    if named is not None:
        return frozenset(named)
    rule = standards.standard(centre.standard).acts.get("classify")
    return frozenset(rule.by) if rule else frozenset()


def hall_of(unit: Unit) -> Unit | None:
    """The hall of the place a list stands with."""
    if unit.form == Form.CENTRE:
        return unit
    return next(halls_in(current(), unit), None)
