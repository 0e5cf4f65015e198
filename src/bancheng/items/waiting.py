"""谁等谁: which items of the library wait for which, by the materials they ask for (XF-7.4).

The code of an issuing item is looked for in the list of the item that asks, then in the lists
above: a township's item can wait for the county's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from bancheng.items import lists
from bancheng.items.circles import Circle, Knot, Node, Wait, knots
from bancheng.items.material_row import Material
from bancheng.items.stamp import Stamp, stamp
from bancheng.items.version_row import ItemVersion
from bancheng.people.user import User


@dataclass(frozen=True, slots=True)
class Standing:
    """An item in a circle, as it is called and by whom it is handled."""

    node: Node
    name: str
    department: str
    department_name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One step of a circle: an item asks for materials which the next one issues."""

    item: Standing
    next: Standing
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldCircle:
    """A circle with the names of everything in it."""

    id: str
    steps: tuple[Waiting, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The items, each as «list/code»."""
        return tuple("/".join(step.item.node) for step in self.steps)

    @property
    def departments(self) -> tuple[str, ...]:
        """Who would have to talk to whom, each once."""
        return tuple(dict.fromkeys(s.item.department_name or "未写部门" for s in self.steps))


@dataclass(frozen=True, slots=True)
class ToldKnot:
    """A knot with the names of everything in it."""

    items: int
    circles: tuple[ToldCircle, ...]
    all_told: bool


def waits(units: Collection[str]) -> list[Wait]:
    """Every waiting within these lists; a few queries however many items there are."""
    asked = Material.objects.filter(
        version__current=True, version__active=True, version__item__unit__in=units
    ).exclude(issued_by_item="")
    rows = list(
        asked.order_by("pk").values_list(
            "version__item__unit", "version__item__code", "issued_by_item", "name"
        )
    )
    codes = {code for _, _, code, _ in rows}
    standing = _in_use(codes)
    above = {unit: [u.code for u in lists.above(unit)] for unit in {row[0] for row in rows}}
    found = []
    for unit, code, issued_by, material in rows:
        near = next((u for u in above[unit] if (u, issued_by) in standing), None)
        if near is not None:
            found.append(Wait((unit, code), (near, issued_by), material))
    return found


def _in_use(codes: set[str]) -> set[Node]:
    rows = ItemVersion.objects.filter(current=True, active=True, item__code__in=codes)
    return set(rows.values_list("item__unit", "item__code"))


def knots_of(units: Collection[str]) -> tuple[ToldKnot, ...]:
    """Every knot that these lists are part of, told by names; worked out once for each state."""
    known = tuple(sorted(units))
    return _knots_of(known, stamp(known))


@lru_cache(maxsize=32)
def _knots_of(units: tuple[str, ...], at: Stamp) -> tuple[ToldKnot, ...]:
    del at  # part of the key
    every = waits(units)
    return tuple(_told(knots(every), every))


def circle_of(units: Collection[str], circle_id: str) -> ToldCircle | None:
    """The circle of this id among these lists; None where it does not stand (any more)."""
    told = (circle for knot in knots_of(units) for circle in knot.circles)
    return next((circle for circle in told if circle.id == circle_id), None)


def circle_seen(user: User, circle_id: str) -> ToldCircle | None:
    """The same among the lists that a person reads."""
    return circle_of([unit.code for unit in lists.readable(user)], circle_id)


def _told(found: Iterable[Knot], every: Iterable[Wait]) -> list[ToldKnot]:
    found = list(found)
    nodes = {node for knot in found for node in knot.nodes}
    names = _standings(nodes)
    asked: dict[tuple[Node, Node], list[str]] = {}
    for wait in every:
        asked.setdefault((wait.waiting, wait.issuing), []).append(wait.material)
    return [
        ToldKnot(
            len(knot.nodes),
            tuple(_circle(circle, names, asked) for circle in knot.circles),
            knot.all_told,
        )
        for knot in found
    ]


def _circle(
    circle: Circle, names: dict[Node, Standing], asked: dict[tuple[Node, Node], list[str]]
) -> ToldCircle:
    steps = (Waiting(names[a], names[b], tuple(asked[a, b])) for a, b in circle.steps)
    return ToldCircle(circle.id, tuple(steps))


def _standings(nodes: set[Node]) -> dict[Node, Standing]:
    rows = ItemVersion.objects.filter(
        current=True, active=True, item__code__in={code for _, code in nodes}
    )
    found = {}
    for unit, code, *said in rows.values_list(
        "item__unit", "item__code", "name", "department", "department_name"
    ):
        if (unit, code) in nodes:
            found[unit, code] = Standing((unit, code), *said)
    return found
