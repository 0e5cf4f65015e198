"""县乡两级联合办理事项库: whose list serves whom, by the tree of units (SC-8.3.2).

A list stands with a place. It serves every centre in that place: the county's list its hall and
all its townships, a township's own list that township alone.
"""

from __future__ import annotations

from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit

KEEPING = frozenset({Form.REGION, Form.CENTRE})


def serving(centre_code: str) -> list[Unit]:
    """The units whose lists serve a centre, the nearest first: itself, then the places above."""
    line = current().lines.get(centre_code, ())
    return [unit for unit in line if unit.form in KEEPING]
