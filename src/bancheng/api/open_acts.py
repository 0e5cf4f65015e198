"""能办的事: which acts a client may ever do at a centre, with the fields they ask there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bancheng.api.acting import ON_A_CASE, OPENING
from bancheng.api.admission import Caller
from bancheng.casework import asking
from bancheng.casework.asking import FieldView
from bancheng.casework.reading_rights import reading_of
from bancheng.clients.client_row import READ
from bancheng.core.acts import ACTS
from bancheng.core.ask import SIGNATURE_DRAWN
from bancheng.core.decider import Setting
from bancheng.core.permission import may_ever
from bancheng.people import seats
from bancheng.people.unit import Unit

Chosen = tuple[str, str]
"""A field and the value that was chosen in it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act; ``when``: with which choice of another field it must be given."""

    view: FieldView
    when: tuple[Chosen, ...] = ()


def open_acts(caller: Caller, centre: Unit, setting: Setting) -> list[str]:
    """The acts given to this client that its account's posts at the centre allow on some case."""
    roles = seats.roles_at(caller.user, centre, caller.now)
    known, standard = setting.known.handling_units or frozenset(), setting.standard
    mine = seats.units_of(caller.user, caller.now)
    placed = bool(mine & known) or (centre.code in mine and "assist" in standard.acts)
    names = dict.fromkeys((*OPENING, *ON_A_CASE))
    return [
        name
        for name in names
        if caller.client.may(name)
        and may_ever(name, roles | ({"origin"} if name == "submit" else set()), placed, standard)
    ]


def fields_of(act: str, setting: Setting) -> list[Field]:
    """What an act asks here: what it can always carry, and what a kind or a ground asks besides."""
    views = asking.fields(act, setting)
    found = [Field(view) for view in views if view.ask.name != SIGNATURE_DRAWN.name]
    there = {view.ask.name: n for n, view in enumerate(views)}
    for name, when in _asked_besides(act, setting).items():
        if name not in there:
            found.append(Field(asking.field_view(name, setting), when))
        elif not views[there[name]].required:
            found = [Field(f.view, when) if f.view.ask.name == name else f for f in found]
    return found


def _asked_besides(act: str, setting: Setting) -> Mapping[str, tuple[Chosen, ...]]:
    standard, found = setting.standard, dict[str, tuple[Chosen, ...]]()
    mine = {ask.name for ask in ACTS[act].fields}
    for field, section in (("kind", standard.kinds), ("ground", standard.grounds)):
        for code, chosen in section.items() if field in mine else ():
            for name in chosen.asks:
                found[name] = (*found.get(name, ()), (field, code))
    return found


def units_named(caller: Caller, centre: Unit, setting: Setting) -> dict[str, list[str]]:
    """The units that the account may name here, each with the fields in which: those that the
    forms of its acts offer, and where it reads the centre whole, those it can ask a list for."""
    near = [*seats.handling_units(centre), *seats.bodies(centre), *seats.stations(centre)]
    known = setting.known
    sources = {
        "units": [unit.code for unit in near],
        "handling_units": sorted(known.handling_units or ()),
        "upper_units": sorted(known.upper_units or ()),
    }
    found: dict[str, list[str]] = {}
    for act in open_acts(caller, centre, setting):
        for field in fields_of(act, setting):
            for code in sources.get(field.view.ask.options, ()):
                named = found.setdefault(code, [])
                if field.view.ask.name not in named:
                    named.append(field.view.ask.name)
    if caller.client.may(READ) and centre.code in reading_of(caller.user).whole:
        for unit in seats.handling_units(centre):
            found.setdefault(unit.code, []).append("unit")
    return found
