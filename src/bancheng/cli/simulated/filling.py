"""What simulated staff fill in: what was told of the case, else something plausible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from bancheng.cli.simulated.phrases import PHRASES, TEXT_OF_ACT
from bancheng.cli.simulated.staff import Staff
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.ask import ERASABLE, Ask, Shape
from bancheng.core.case import Case
from bancheng.core.decider import FIELDS, fields_of, required
from bancheng.core.given import ask_of_field, options
from bancheng.core.stage import Stage
from bancheng.people import directory, seats

# asked for by no rule, but what people usually write
VOLUNTEERED = {
    "reply": ("signature",),
    "transfer": ("supporting", "opinion"),
    "determine": ("supporting", "minutes"),
    "refer": ("proposal", "proposed_lead", "proposed_supporting", "proposed_due_on"),
    "send_up": ("shared", "reason"),
    "inform": ("said", "text"),
    "answer": ("said",),
    "assist": ("papers_taken",),
    "decline": ("basis",),
    "explain": ("said", "jointly_with"),
    "submit": ("name", "phone", "origin_no"),
    "register": ("item", "traits", "origin_no"),
    "supervise": ("text",),
    "call_back": ("said",),
}
NO_PHONE = "no_phone"
HANDED_IN = ("name", "phone", "channel", "matter")  # with the submission, and not asked again
WHOM = ("lead", "supporting")


@dataclass
class Filling:
    """Fills in acts of one case. ``says`` are values told of it: by field, or by «act.field»."""

    staff: Staff
    chance: Random
    says: Mapping[str, object] = field(default_factory=dict)
    determined: dict[str, object] = field(default_factory=dict)

    def values(
        self, act: str, given: Mapping[str, object], case: Case, actor: Actor
    ) -> dict[str, object]:
        """``given``, with every field that is asked for and what people usually add."""
        standard, spec = self.staff.standard, ACTS[act]
        given = {**(self.determined if act == "transfer" else {}), **given}
        can = {ask.name: ask for ask in fields_of(spec, standard.acts.get(act), standard)}
        values = dict(given)
        known = HANDED_IN if case.stage is Stage.SUBMITTED else ()
        for _ in range(2):  # the kind and ground that were filled in may ask for more
            for name in required(spec, values, standard):
                if name not in known:
                    self._fill(act, name, values, case, actor)
        for name in VOLUNTEERED.get(act, ()):
            if name in can:
                self._volunteer(act, name, values, case, actor)
        if act == "reply" and values.get("answer") == "basis":
            self._fill(act, "basis", values, case, actor)
        if act == "determine":  # the transfer that follows goes where the body said
            self.determined = {name: values[name] for name in WHOM if name in values}
        if act in ("register", "submit") and not values.get("phone"):
            values.pop("phone", None)
            if act == "register" and not known:
                values[NO_PHONE] = True
        return values

    def _fill(
        self, act: str, name: str, values: dict[str, object], case: Case, actor: Actor
    ) -> None:
        if name in values:
            return
        told = self._told(act, name)
        ask = FIELDS[name] if name in FIELDS else ask_of_field(name, self.staff.standard)
        value = told if told is not None else self._plausible(act, ask, values, case, actor)
        if value is not None:
            values[name] = value

    def _volunteer(
        self, act: str, name: str, values: dict[str, object], case: Case, actor: Actor
    ) -> None:
        told = self._told(act, name)
        if told is not None:
            values.setdefault(name, told)
        elif name == "supporting":
            if act == "determine" and self.chance.random() < 0.5:
                self._fill(act, name, values, case, actor)
        elif name in ("said", "signature", "opinion", "text", "minutes") and (
            name != "said" or self.chance.random() < 0.3
        ):
            self._fill(act, name, values, case, actor)

    def _told(self, act: str, name: str) -> object:
        told = self.says.get(f"{act}.{name}")
        # a text of the case is its matter's or its answer's, not that of every act
        general = name != "text"
        return told if told is not None or not general else self.says.get(name)

    def _plausible(
        self, act: str, ask: Ask, values: Mapping[str, object], case: Case, actor: Actor
    ) -> object:
        if ask.name in ("signature", "for_person"):
            return directory.name_of(actor.user)
        if ask.name == "phone":
            return None
        if ask.shape in ERASABLE:
            named = TEXT_OF_ACT.get(act, ()) if ask.name == "text" else ()
            return self.chance.choice(named or PHRASES.get(ask.name, ("见附件。",)))
        if ask.name == "outcome":
            fitting = outcomes_open_to(case)
            return next((o for o in self.staff.standard.outcomes if o in fitting), "done")
        return self._chosen(ask, values, case, actor)

    def _chosen(self, ask: Ask, values: Mapping[str, object], case: Case, actor: Actor) -> object:
        names = options(ask.options, self.staff.standard) if ask.options else None
        if ask.shape in (Shape.CODE, Shape.CODES) and names:
            chosen = self._weighed(ask, list(names))
            return [chosen] if ask.shape is Shape.CODES else chosen
        if ask.shape is Shape.UNIT:
            return self._upper() if ask.options == "upper_units" else self._department(case)
        if ask.shape is Shape.UNITS:
            return self._departments(ask, values, case)
        if ask.shape in (Shape.USER, Shape.USERS):
            others = [name for name in self.staff.users if name != actor.user]
            return actor.user if ask.name == "helper" else self.chance.choice(others)
        if ask.shape is Shape.NUMBER:
            return next(iter(case.pending), 1)
        return True if ask.shape is Shape.FLAG else None

    def _weighed(self, ask: Ask, names: list[str]) -> str:
        """Most people are content; the first of a list is the ordinary thing."""
        if ask.name == "satisfaction":
            scale = self.staff.standard.callback.scale
            worth = self.chance.choices(("good", "fair", "bad"), (75, 15, 10))[0]
            fitting = [name for name in names if scale[name].worth == worth]
            return fitting[0] if fitting else names[0]
        if ask.name in ("papers", "channel", "answer", "signing", "solved"):
            return names[0]
        return self.chance.choice(names)

    def _upper(self) -> str | None:
        upper = seats.upper_centre(self.staff.centre)
        return upper.code if upper else None

    def _department(self, case: Case) -> str:
        accused = case.accused_units
        return self.chance.choice(
            [unit.code for unit in self.staff.departments if unit.code not in accused]
        )

    def _departments(self, ask: Ask, values: Mapping[str, object], case: Case) -> list[str]:
        codes = [u.code for u in self.staff.departments if u.code != values.get("lead")]
        if ask.name == "departments_told":
            return [case.lead() or codes[0]]
        if ask.name == "accused_units":
            return codes[-1:]
        codes = [code for code in codes if code not in case.accused_units]
        return self.chance.sample(codes, min(2, len(codes)))
