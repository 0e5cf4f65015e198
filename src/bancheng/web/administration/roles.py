"""可任的职责: which roles of the standards can be given at a unit, in their own words."""

from __future__ import annotations

from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.chart import current
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.unit import Form

KEEPER = "系统管理员（照看机构和人员，不经手工单）"


def role_choices(unit: Unit) -> dict[str, str]:
    """Role names with their labels: those of the standards this unit has to do with, and the
    administrator. A region has no other."""
    labels: dict[str, str] = {}
    if unit.form != Form.REGION:
        for standard in _followed_around(unit):
            for name, role in standard.roles.items():
                labels.setdefault(name, role.label)
    return {**labels, ADMINISTRATOR: KEEPER}


def known_roles(unit: Unit) -> set[str]:
    """The names alone."""
    return set(role_choices(unit)) - {ADMINISTRATOR}


def _followed_around(unit: Unit) -> list[Standard]:
    """Of its own centre; of every centre it serves, for a body or department of a region."""
    centre = seats.centre_of(unit)
    halls = [u for u in current().units.values() if u.form == Form.CENTRE and u.active]
    served = [h for h in halls if unit in (*seats.handling_units(h), *seats.bodies(h))]
    ids = [u.standard for u in ([centre] if centre else []) + served if u.standard]
    return [standards.standard(name) for name in dict.fromkeys(ids)]
