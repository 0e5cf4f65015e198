"""由谁回访: at which body somebody revisits, and which centres that body's campaigns cover.

The role is named by each centre's own standard; where it says ``below``, a body leaves out the
centre of its own level.
"""

from __future__ import annotations

from datetime import datetime

from bancheng.casework.access import NotFound
from bancheng.casework.surroundings import standard_for
from bancheng.core.standard.improving import Revisit
from bancheng.people import counting, seats
from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User
from bancheng.revisit.campaign_row import Campaign


def bodies_of(user: User, now: datetime) -> list[Unit]:
    """The units for which this person revisits, also in the place of a colleague who is away."""
    found: dict[str, Unit] = {}
    for centre in seats.centres_of(user, now):
        rule = _rule(centre)
        if rule is None or rule.by not in seats.roles_at(user, centre, now):
            continue  # asked for every page, of everybody
        for part in seats.parts_at(user, centre, now):
            for post in part.posts:
                if post.role == rule.by and _covers(rule, post.unit, centre):
                    found[post.unit.code] = post.unit
    return list(found.values())


def centres_under(unit: str) -> list[Unit]:
    """The centres whose closed cases this body revisits, in the order of the tree's lists."""
    chart = current()
    body = chart.units.get(unit)
    if body is None:
        return []
    return [
        centre
        for centre in chart.units.values()
        if centre.form == Form.CENTRE
        and counting.serves(chart, body, centre.code)
        and (rule := _rule(centre)) is not None
        and _covers(rule, body, centre)
    ]


def campaign_for(user: User, pk: int, now: datetime) -> Campaign:
    """A campaign of a body this person revisits for. Raises NotFound."""
    units = [unit.code for unit in bodies_of(user, now)]
    found = Campaign.objects.filter(pk=pk, unit__in=units).first()
    if found is None:
        raise NotFound(str(pk))
    return found


def _rule(centre: Unit) -> Revisit | None:
    return standard_for(centre).revisit if centre.standard else None


def _covers(rule: Revisit, body: Unit, centre: Unit) -> bool:
    regions = counting.regions_of(current(), centre.code)
    own = bool(regions) and regions[0].pk == body.parent_id
    return rule.covers == "all" or not own
