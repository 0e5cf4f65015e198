"""代码表: what the acts of a centre ask and which codes its answers carry, as its standard has it.

Asked by a program before it sends: every field of every act it may do, with its shape, whether it
must be given and what may be chosen; and the units that it may name. Nobody is told of a centre at
which they have no post, nor of an act that is not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api import words
from bancheng.api.admission import Caller, signed
from bancheng.api.centre_asked import EDITION, centre_asked
from bancheng.api.open_acts import Field, fields_of, open_acts, units_named
from bancheng.api.problem import Problem
from bancheng.api.turning_away import must_be
from bancheng.api.words import Told
from bancheng.casework import asking
from bancheng.casework.names import UNITS, USERS, names_for
from bancheng.casework.surroundings import setting_of, standard_for
from bancheng.core.acts import ACTS
from bancheng.core.ask import ON_EVERY_ACT
from bancheng.core.decider import Setting
from bancheng.core.given import options
from bancheng.core.glossary import OPTION_TERMS
from bancheng.core.permission import act_term, duty_term, stage_term
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people.unit import Unit

SOURCES = {
    "outcome": "outcomes",
    "ground": "grounds",
    "channel": "channels",
    "refusal": "refusals",
    "trait": "traits",
    "tier": "tiers",
    "card": "cards",
    "means": "feedback_means",
    "solved": "solved",
    "satisfaction": "scale",
    **{name: name for name in OPTION_TERMS},
}
"""Where the codes of an answer's field come from, by what the field is called."""


@signed
def standard_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """GET /api/v1/standard"""
    must_be(request, "GET")
    centre = centre_asked(request, caller, EDITION)
    standard = _edition(request, centre, caller)
    setting = setting_of(centre, standard)
    told = {
        "centre": words.unit(names_for(standard), centre.code),
        "standard": {"id": standard.id, "edition": standard.edition},
        "editions": standards.editions(centre.standard),
        "codes": {name: _listed(each) for name, each in _codes(standard).items()},
        "acts": [_act(name, setting) for name in open_acts(caller, centre, setting)],
        "on_every_act": [
            _field(Field(asking.field_view(ask.name, setting))) for ask in ON_EVERY_ACT
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@signed
def units_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """GET /api/v1/units"""
    must_be(request, "GET")
    centre = centre_asked(request, caller)
    setting = setting_of(centre, standard_for(centre, caller.now.date()))
    names = names_for(setting.standard)
    found = units_named(caller, centre, setting)
    order = {code: n for n, code in enumerate(names.chart.units)}
    told = {
        "centre": words.unit(names, centre.code),
        "units": [
            {"code": code, "word": names.unit(code), "fields": found[code]}
            for code in sorted(found, key=lambda code: order.get(code, 0))
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _edition(request: HttpRequest, centre: Unit, caller: Caller) -> Standard:
    """The edition named, as a case is pinned to one; else the one for new cases."""
    named = request.GET.get(EDITION)
    if named is None:
        return standard_for(centre, caller.now.date())
    known = standards.editions(centre.standard)
    if named not in known:
        said = "本中心的规范没有这一版。"
        raise Problem(422, "unknown_option", said, f"可以写：{'、'.join(known)}。", field=EDITION)
    return standards.standard(centre.standard, named)


def _codes(standard: Standard) -> dict[str, Mapping[str, str]]:
    """What is answered by code, whoever may send it."""
    return {
        "stage": {str(s): stage_term(standard, s) for s in Stage if s is not Stage.NONE},
        "kind": {name: kind.label for name, kind in standard.kinds.items()},
        **{name: options(source, standard) or {} for name, source in SOURCES.items()},
        "role": {name: role.label for name, role in standard.roles.items()},
        "duty": {name: duty_term(standard, name) for name in standard.duties},
        "act": {name: act_term(standard, name) for name in ACTS},
    }


def _act(name: str, setting: Setting) -> Told:
    rule = setting.standard.acts.get(name)
    stages = rule.from_ if rule and rule.from_ is not None else ACTS[name].possible
    return {
        "code": name,
        "word": act_term(setting.standard, name),
        "stages": [str(stage) for stage in Stage if stage in stages and stage is not Stage.NONE],
        "fields": [_field(field) for field in fields_of(name, setting)],
    }


def _field(field: Field) -> Told:
    """Units are told by their own address, people by none: they are named by their user names."""
    ask, chosen = field.view.ask, field.view.options
    elsewhere = chosen is None or ask.shape in UNITS | USERS
    return {
        "code": ask.name,
        "word": field.view.term,
        "hint": field.view.hint,
        "type": str(ask.shape),
        "required": field.view.required,
        "required_when": [{"field": name, "code": code} for name, code in field.when],
        "options": None if elsewhere else _listed(chosen or {}),
    }


def _listed(each: Mapping[str, str]) -> list[Told]:
    return [{"code": code, "word": word or code} for code, word in each.items()]
