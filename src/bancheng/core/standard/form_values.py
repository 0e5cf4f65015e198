"""What a paper form's cell may show: the case's own values, and the last of each act's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bancheng.core.acts import ACTS
from bancheng.core.standard.faults import nearest
from bancheng.core.standard.papers import Cell
from bancheng.core.standard.standard import Standard

VALUE = re.compile(r"\{([^{}]*)\}")
CASE_VALUES = (
    "case_no",
    "name",
    "phone",
    "matter",
    "registered_by",
    "registered_at",
    "accepted_at",
    "lead",
    "supporting",
    "replied_on",
)
OPTIONS = ("solved", "scale", "kinds", "way", "signing", "papers")
OF_AN_ACT = ("by", "on", "at", "unit", "done")


def known_values(standard: Standard) -> frozenset[str]:
    """Every name that may stand in braces: ``case_no``, ``transfer.opinion``, ``transfer.on``
    (its day), ``reply.by`` (who), ``refer.done`` (a tick box), ``options.scale`` (boxes),
    ``kind.simple`` (a tick box for one kind)."""
    names = {*CASE_VALUES, *(f"options.{o}" for o in OPTIONS)}
    for act in ACTS.values():
        names |= {f"{act.name}.{a.name}" for a in act.fields}
        names |= {f"{act.name}.{suffix}" for suffix in OF_AN_ACT}
    for name, rule in standard.acts.items():
        names |= {f"{name}.{extra}" for extra in (*rule.asks, *rule.may)}
    names |= {f"kind.{kind}" for kind in standard.kinds}
    names |= {f"field.{name}" for name in standard.fields}
    return frozenset(names)


def unknown_values(cell: Cell, standard: Standard) -> Iterator[tuple[str, str]]:
    """The values a cell names that do not exist, each with the nearest that does."""
    known = known_values(standard)
    for line in cell.lines:
        for value in VALUE.findall(line):
            if value not in known:
                yield value, nearest(value, sorted(known))
