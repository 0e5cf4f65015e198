"""Who acts in a story, and what a person at the desk would have filled in without thinking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bancheng.core.actor import SYSTEM, Actor
from bancheng.core.acts import ACTS
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.ask import Ask, Shape
from bancheng.core.attachment import Attachment
from bancheng.core.case import Case
from bancheng.core.decider import FIELDS, fields_of, required
from bancheng.core.given import ask_of_field, options
from bancheng.core.permission import OUTSIDE
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard

A_PHONE = "13900000000"
A_UNIT = "housing"
ANOTHER_UNIT = "land"
A_FILE = Attachment("f" * 32, "材料.pdf", "application/pdf", 1024, f"sha256:{'0' * 64}")
HANDED_IN = ("matter", "name", "phone", "channel")


def actor(who: str, standard: Standard, user: str | None = None) -> Actor:
    """The actor a story's ``who`` stands for."""
    if who == "system":
        return SYSTEM
    if who in OUTSIDE:
        return Actor(user or who, None, frozenset({who}))
    if who in standard.roles:
        return Actor(user or who, who, frozenset({who}))
    role = frozenset({"department"}) if "department" in standard.roles else frozenset[str]()
    return Actor(user or f"{who}-staff", who, role)


def filled(
    act: str, given: Mapping[str, object], without: tuple[str, ...], case: Case, standard: Standard
) -> dict[str, object]:
    """``given``, with every other required field given a plain value."""
    spec, values = ACTS[act], dict(given)
    if act in ("approve", "reject") and case.pending:
        values.setdefault("request", next(iter(case.pending)))
    slips = [duty.arose for duty in case.owed() if act in duty.owed and duty.person is not None]
    if slips and "inquiry" in {a.name for a in spec.fields}:
        values.setdefault("inquiry", slips[0])
    if act == "register" and case.stage is Stage.SUBMITTED:
        without = (*without, *HANDED_IN)  # it came with the submission
    for _ in range(2):  # the kind that was filled in may ask for more
        for name in required(spec, values, standard):
            if name not in values and name not in without:
                ask = FIELDS[name] if name in FIELDS else ask_of_field(name, standard)
                values[name] = plain_value(ask, case, standard)
    if values.get("answer") == "basis" and act == "reply" and "basis" not in without:
        values.setdefault("basis", "……")
    if act == "register" and not {"phone", "no_phone"} & {*values, *without}:
        values["phone"] = A_PHONE
    known = {a.name for a in fields_of(spec, standard.acts.get(act), standard)}
    return {k: v for k, v in values.items() if v is not None or k in known}


def plain_value(ask: Ask, case: Case, standard: Standard) -> object:
    """A value of the field's shape that says nothing in particular."""
    if ask.name == "outcome":
        fitting = outcomes_open_to(case)
        return next((o for o in standard.outcomes if o in fitting), "done")
    if ask.name == "accused_units":  # not the one the case is placed with
        return [ANOTHER_UNIT]
    names = options(ask.options, standard) if ask.options else None
    by_shape: dict[Shape, object] = {
        Shape.TEXT: "……",
        Shape.LINE: "某某",
        Shape.PHONE: A_PHONE,
        Shape.UNIT: A_UNIT,
        Shape.UNITS: [A_UNIT],
        Shape.USER: "somebody",
        Shape.USERS: ["somebody"],
        Shape.NUMBER: 1,
        Shape.FLAG: True,
        Shape.FILES: [A_FILE.as_given()],
        Shape.DATE: date(2099, 1, 1).isoformat(),
        Shape.CASE: "another-case",
    }
    if ask.shape is Shape.CODE:
        return next(iter(names)) if names else None
    if ask.shape is Shape.CODES:
        return [next(iter(names))] if names else []
    return by_shape.get(ask.shape)
