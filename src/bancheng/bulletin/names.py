"""名目: what codes are called, in whatever edition of the standard they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bancheng.casework.surroundings import standard_for
from bancheng.core.given import options
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.standard.standard import Standard
from bancheng.items.version_row import ItemVersion
from bancheng.library import standards
from bancheng.people import directory, seats

SOURCES = {"satisfaction": "scale", "solved": "solved", "channel": "channels"}
NOT_STATED = "没有写明"


def names(axis: str, codes: Iterable[str], centre: str) -> dict[str, str]:
    """Code → its name, in the order of the standard or of the tree; what nobody knows any more is
    called by itself. Not stated comes last."""
    wanted = list(codes)
    known = _known(axis, wanted, centre)
    order = [code for code in known if code in wanted]
    order += [code for code in wanted if code and code not in known]
    found = {code: known.get(code, code) for code in order}
    return found | ({"": NOT_STATED} if "" in wanted else {})


def _known(axis: str, codes: list[str], centre: str) -> dict[str, str]:
    if axis == "unit":
        units = {unit.code: unit.shown for unit in seats.handling_units(centre)}
        return units | {c: directory.unit_name(c) for c in codes if c and c not in units}
    if axis == "item":
        return _items(codes)
    newest, found = standard_for(centre), dict[str, str]()
    for edition in (newest.edition, *reversed(standards.editions(newest.id))):
        for code, label in _of(axis, standards.standard(newest.id, edition)).items():
            found.setdefault(code, label)
    return found


def _of(axis: str, standard: Standard) -> Mapping[str, str]:
    if axis == "kind":
        return {name: kind.label for name, kind in standard.kinds.items()}
    if axis == "cause":
        return {name: cause.label for name, cause in standard.causes.items()}
    if axis == "outcome":
        return {**(options("outcomes", standard) or {}), **OUTCOME_TERMS}
    return options(SOURCES[axis], standard) or {}


def _items(codes: list[str]) -> dict[str, str]:
    wanted = {code.partition("/")[2] for code in codes if "/" in code}
    rows = ItemVersion.objects.filter(current=True, item__code__in=wanted)
    told = rows.order_by("item__unit", "item__code").values_list("item__unit", "item__code", "name")
    found = {f"{unit}/{code}": name for unit, code, name in told}
    return {code: name for code, name in found.items() if code in codes}
