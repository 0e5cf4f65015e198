"""交给谁: the owner of a block point, and whether a complaint is about that very owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.placement_row import Wall
from bancheng.people import directory, seats
from bancheng.people.unit import Unit


@dataclass(frozen=True)
class Owner:
    """A unit or a person; one of the two is empty."""

    unit: str = ""
    user: str = ""

    @property
    def value(self) -> str:
        """As one field of a form holds it."""
        return f"user:{self.user}" if self.user else f"unit:{self.unit}" if self.unit else ""


def owner_of(value: str) -> Owner:
    """The owner that a form's value names; nobody where it names none."""
    what, _, code = value.partition(":")
    return Owner(unit=code) if what == "unit" else Owner(user=code) if what == "user" else Owner()


def possible_owners(centre: str, now: datetime) -> tuple[list[Unit], list[tuple[str, str]]]:
    """The units a point can be given to, and the people of the centre itself, with their names."""
    units = [*seats.handling_units(centre), *seats.bodies(centre)]
    staff = directory.staff_of(centre, now)
    near = {a.person.username: a.person.name for a in staff if a.unit.code == centre}
    return units, list(near.items())


def may_own(owner: Owner, centre: str, now: datetime) -> bool:
    """Whether the owner is exactly one of those a point of this centre can be given to."""
    units, people = possible_owners(centre, now)
    known = {unit.code for unit in units} | {centre}
    if owner.user:
        return not owner.unit and owner.user in dict(people)
    return owner.unit in known


def kept_from_owner(case_no: str, owner: Owner) -> bool:
    """Whether the case is a complaint kept from the owner, or from a unit the owner works at."""
    walls = Wall.objects.filter(case__case_no=case_no, case__conduct=True)
    units = {owner.unit} - {""}
    if owner.user:
        units |= seats.units_of(owner.user)
    return walls.filter(unit__in=units).exists() or (
        bool(owner.user) and walls.filter(user=owner.user).exists()
    )
