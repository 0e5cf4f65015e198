"""问什么: the fields of an act as one form can show them, with the names people know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bancheng.casework.names import Names, names_for
from bancheng.core.acts import ACTS
from bancheng.core.ask import Ask
from bancheng.core.decider import FIELDS, Setting, fields_of, required
from bancheng.core.given import ask_of_field, options, term_of


@dataclass(frozen=True)
class FieldView:
    """One field of a form: what is asked, whether it must be, and what may be chosen."""

    ask: Ask
    term: str
    required: bool
    options: Mapping[str, str] | None
    hint: str


def fields(
    act: str, setting: Setting, given: Mapping[str, object] | None = None
) -> list[FieldView]:
    """The fields of an act, required ones first; ``given`` may bring more (a chosen kind's)."""
    standard = setting.standard
    must = required(ACTS[act], given or {}, standard)
    asks = {a.name: a for a in fields_of(ACTS[act], standard.acts.get(act), standard)}
    for name in must:
        if name not in asks:
            asks[name] = FIELDS[name] if name in FIELDS else ask_of_field(name, standard)
    names = names_for(standard)
    views = [_view(a, a.name in must, setting, names) for a in asks.values()]
    return sorted(views, key=lambda view: not view.required)


def field_view(name: str, setting: Setting, is_required: bool = False) -> FieldView:
    """One field by its name."""
    standard = setting.standard
    ask = FIELDS[name] if name in FIELDS else ask_of_field(name, standard)
    return _view(ask, is_required, setting, names_for(standard))


def _view(ask: Ask, is_required: bool, setting: Setting, names: Names) -> FieldView:
    return FieldView(
        ask,
        term_of(ask, setting.standard),
        is_required,
        _options(ask, setting, names),
        ask.hint,
    )


def _options(ask: Ask, setting: Setting, names: Names) -> Mapping[str, str] | None:
    if not ask.options:
        return None
    found = options(ask.options, setting.standard)
    if found is not None:
        return found
    known: frozenset[str] | None = getattr(setting.known, ask.options, None)
    if known is None:
        return {}
    name = names.user if ask.options == "users" else names.unit
    order = list(names.chart.units if ask.options != "users" else names.chart.people)
    return {code: name(code) for code in sorted(known, key=order.index)}
