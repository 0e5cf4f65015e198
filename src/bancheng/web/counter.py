"""窗口: the counter at which a case is taken, and what its standard asks and promises there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bancheng.casework import access, asking, queries
from bancheng.casework.asking import FieldView
from bancheng.casework.names import names_for
from bancheng.casework.surroundings import setting_of, standard_for
from bancheng.core.decider import Setting
from bancheng.core.phone import plain_phone
from bancheng.people.models import Unit
from bancheng.web.case_choices import around
from bancheng.web.desk import Reader
from bancheng.web.fields import Given

DIGITS_ENOUGH = 7
ACTS = ("register", "confirm", "accept", "decline")


@dataclass(frozen=True)
class Counter:
    """The centre at which a case is taken, and what its standard asks there."""

    centre: Unit
    centres: list[Unit]
    setting: Setting

    def views(self, given: Given) -> dict[str, list[FieldView]]:
        """The fields of each act of this screen, by act."""
        known = self.setting.standard.acts
        return {act: self._fields(act, given) if act in known else [] for act in ACTS}

    def _fields(self, act: str, given: Given) -> list[FieldView]:
        # what a kind or ground asks beyond the rest belongs to accepting
        views = asking.fields(act, self.setting, given if act == "accept" else None)
        if act != "confirm":
            return views
        # at the counter it may wait: nobody signs before the words are read back
        return [replace(v, required=False, hint="还没有确认的，以后在工单上补") for v in views]

    def asked_too(self, given: Given) -> list[FieldView]:
        """What the chosen kind and ground ask beyond the rest."""
        rule = self.setting.standard.acts["accept"]
        plain = {v.ask.name for v in asking.fields("accept", self.setting)} - set(rule.may)
        extra = asking.fields("accept", self.setting, given)
        return [v for v in extra if v.ask.name not in plain or (v.required and _is_apart(v))]


def _is_apart(view: FieldView) -> bool:
    return view.ask.name not in {"ground", "kind", "traits"}


def counter_of(reader: Reader, code: str) -> Counter | None:
    """The named centre, or the first at which this person may register; None if there is none."""
    centres = access.may_open_cases_at(reader.user)
    if not centres:
        return None
    centre = next((c for c in centres if c.code == code), centres[0])
    return Counter(centre, centres, setting_of(centre, standard_for(centre, reader.now.date())))


def beginning(counter: Counter) -> dict[str, object]:
    """What is chosen before anything is typed: somebody stands at the counter, on their own."""
    here = next((k for k, c in counter.setting.standard.channels.items() if not c.elsewhere), "")
    return {"petitioner_kind": "person", "channel": here}


def choices(counter: Counter) -> dict[str, Mapping[str, str]]:
    """The kinds a clerk may choose: not the one that only a declaration leads to."""
    standard = counter.setting.standard
    kinds = {k: standard.kinds[k].label for k in standard.leaf_kinds}
    return {
        "kind": {k: v for k, v in kinds.items() if not standard.kinds[k].declared},
        **around(counter.centre.code, names_for(standard)),
    }


def promises(counter: Counter, given: Given, reader: Reader) -> list[queries.Promise]:
    """What a case of the chosen kind would promise."""
    kind = str(given.get("kind") or "")
    if kind not in counter.setting.standard.leaf_kinds:
        return []
    return queries.preview_due(counter.centre.code, kind, reader.now)


def earlier(reader: Reader, phone: str) -> list[queries.CaseLine] | None:
    """Earlier cases of a phone that the reader may see; None where that is no number yet."""
    digits = "".join(c for c in plain_phone(phone) if c.isdigit())
    return queries.cases_of_phone(reader.user, digits) if len(digits) >= DIGITS_ENOUGH else None
