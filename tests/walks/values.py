"""What people fill in: random values that fit each field, or the ones that lead to an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bancheng.core.acts import ACTS
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.ask import Ask, Shape
from bancheng.core.case import Case
from bancheng.core.decider import FIELDS, fields_of, required
from bancheng.core.given import Known, ask_of_field, options
from bancheng.core.permission import OUTSIDE
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.cast import A_FILE
from tests.walks.people import ACCUSED, DEPARTMENTS

ABOVE = ("-above", "-2")
OFTEN_GIVEN = 0.25  # how often a field that may be left empty is filled in
ELSEWHERE = {
    Shape.CASE: ["another-case"],
    Shape.ITEM: ["county/A-01@1", "county/A-02@3"],
}


class Filler:
    """Fills in an act's fields for one case at one instant."""

    def __init__(self, standard: Standard, known: Known, random: Random) -> None:
        self.standard = standard
        self.known = known
        self.random = random

    def fill(
        self, act: str, case: Case, at: datetime, *, willing: bool = False
    ) -> dict[str, object]:
        """Values for every required field and some others; ``willing``: those that get on."""
        spec, rule = ACTS[act], self.standard.acts.get(act)
        values: dict[str, object] = {}
        for ask in fields_of(spec, rule, self.standard):
            if not willing and self.random.random() < OFTEN_GIVEN:
                values[ask.name] = self._value(ask, case, at, willing)
        for _ in range(2):  # the kind and ground chosen may ask for more
            for name in required(spec, values, self.standard):
                if name not in values:
                    values[name] = self._value(self._ask(name), case, at, willing)
        self._without_thinking(act, values)
        if willing and act == "transfer" and case.determined_lead:
            values["lead"] = case.determined_lead
        lead, supporting = values.get("lead"), values.get("supporting")
        if isinstance(supporting, list):
            led_by = self.standard.leading.several_led_by
            values["lead"] = lead = led_by or lead
            values["supporting"] = [unit for unit in supporting if unit != lead]
        return {name: value for name, value in values.items() if value is not None}

    def _without_thinking(self, act: str, values: dict[str, object]) -> None:
        """What people know of a form without being told by it."""
        if act == "register":
            values.setdefault("no_phone", True)
        if act == "submit":  # two at each window are too few for everybody to be complained of
            values.pop("accused_users", None)
            if "accused_units" in values:
                conduct = any(ground.conduct for ground in self.standard.grounds.values())
                values["accused_units"] = [ACCUSED] if conduct else None
        if act == "reply" and values.get("answer") == "basis":
            values.setdefault("basis", "某办法第三条")

    def _ask(self, name: str) -> Ask:
        return FIELDS[name] if name in FIELDS else ask_of_field(name, self.standard)

    def _value(self, ask: Ask, case: Case, at: datetime, willing: bool) -> object:
        pick = self.random.choice
        match ask.shape:
            case Shape.TEXT | Shape.LINE:
                return pick(["已说明", "情况属实，正在办", "……"])
            case Shape.PHONE:
                return "13900000000"
            case Shape.FILES:
                file_id = f"{self.random.getrandbits(128):032x}"
                return [replace(A_FILE, id=file_id).as_given()]
            case Shape.FLAG:
                return pick([True, False])
            case Shape.DATE | Shape.INSTANT:
                return self._time(ask, case, at)
            case Shape.CASE | Shape.ITEM:
                return pick(ELSEWHERE[ask.shape])
            case Shape.NUMBER:
                return self._number(ask, case)
            case Shape.NAME:
                return self._name(ask, case, at)
            case Shape.CODE | Shape.CODES:
                return self._code(ask, case, willing)
        return self._unit_or_user(ask, case, willing)

    def _time(self, ask: Ask, case: Case, at: datetime) -> str:
        if ask.shape is Shape.INSTANT:
            return at.isoformat()
        dues = [d.due for d in case.owed() if d.due and ask.name == "until_on"]
        start = max([at, *dues])
        return (start + timedelta(days=self.random.randint(1, 12))).date().isoformat()

    def _name(self, ask: Ask, case: Case, at: datetime) -> object:
        if ask.name == "struck":
            names = [name for name, held in case.files.items() if not held.struck]
        else:
            names = [d.id for d in case.owed() if d.due is not None and d.due < at]
        return self.random.choice(names) if names else None

    def _number(self, ask: Ask, case: Case) -> object:
        if ask.name == "request":
            return self.random.choice(list(case.pending)) if case.pending else None
        if ask.name == "inquiry":
            slips = [d.arose for d in case.owed() if d.person is not None]
            return self.random.choice(slips) if slips else None
        return self.random.randint(1, max(case.version, 1))

    def _code(self, ask: Ask, case: Case, willing: bool) -> object:
        names = list(options(ask.options, self.standard) or ())
        if ask.name == "outcome":
            names = [n for n in names if n in outcomes_open_to(case)]
        if ask.name == "answer":
            names = [n for n in names if n != "refusal"]
        if willing and ask.name == "satisfaction":
            scale = self.standard.callback.scale
            names = [n for n in names if scale[n].worth == "good"] or names
        if willing and ask.name == "solved":
            names = [n for n in names if n == "solved"] or names
        if not names:
            return None
        return (
            [self.random.choice(names)] if ask.shape is Shape.CODES else self.random.choice(names)
        )

    def _unit_or_user(self, ask: Ask, case: Case, willing: bool) -> object:
        around: frozenset[str] | None = getattr(self.known, ask.options, None)
        names = sorted(around or {"somebody"})
        if ask.name.startswith("accused"):  # the level above is there to act in their place
            names = [n for n in names if not n.endswith(ABOVE) and n not in OUTSIDE]
            if case.accused_units:  # somebody must be left who may have it
                names = [n for n in names if n not in DEPARTMENTS]
        if willing:  # nobody who wants to get on asks those complained of
            names = [n for n in names if not case.accuses(n)] or names
        if ask.shape in (Shape.UNITS, Shape.USERS):
            return self.random.sample(names, k=self.random.randint(1, min(2, len(names))))
        return self.random.choice(names)
