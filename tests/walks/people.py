"""Who walks: for every role of a standard two people at two units, departments, an upper level.

The second person of a role stands at the level above, so that a complaint about the first one's
unit, or a request that its own asker may not approve, still finds somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from bancheng.core.actor import SYSTEM, Actor
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.given import Known
from bancheng.core.permission import roles_towards
from bancheng.core.standard.standard import Standard

DEPARTMENTS = ("north", "south")
ACCUSED = "east"  # a department that only ever is complained of, or asked to lead
UPPER = "upper"


def cast(standard: Standard) -> tuple[Actor, ...]:
    """Everybody who may act on a case under this standard."""
    people = [SYSTEM, Actor("petitioner", None, frozenset({"petitioner"}))]
    people.append(Actor("origin", None, frozenset({"origin"})))
    for role in standard.roles:
        if role != "department":
            people.append(Actor(f"{role}-1", role, frozenset({role})))
            people.append(Actor(f"{role}-2", f"{role}-above", frozenset({role})))
    own = frozenset({"department"}) & frozenset(standard.roles)
    for unit in (*departments(standard), ACCUSED, UPPER):
        people += [Actor(f"{unit}-{n}", unit, own) for n in (1, 2)]
    return tuple(people)


def departments(standard: Standard) -> tuple[str, ...]:
    """The units a case may be placed with, the one that must lead several among them."""
    led_by = standard.leading.several_led_by
    return DEPARTMENTS + ((led_by,) if led_by else ())


def known(standard: Standard, people: tuple[Actor, ...]) -> Known:
    """The names that exist around the walk."""
    units = frozenset(a.unit for a in people if a.unit)
    return Known(
        units=units,
        handling_units=frozenset({*departments(standard), ACCUSED}),
        upper_units=frozenset({UPPER}),
        users=frozenset(a.user for a in people),
    )


def holders(
    duty: Duty, case: Case, standard: Standard, people: tuple[Actor, ...]
) -> Iterator[Actor]:
    """Those who owe a duty: its person, the people of its unit, else those who have its role."""
    for actor in people:
        if duty.person is not None:
            if actor.user == duty.person:
                yield actor
        elif case.joint and duty.unit == case.lead():
            if actor is SYSTEM:  # up there it is another case: what comes of it comes down
                yield actor
        elif duty.unit is not None:
            if actor.unit == duty.unit:
                yield actor
        elif duty.by in roles_towards(case, actor, standard):
            yield actor
