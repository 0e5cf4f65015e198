"""名目: what the codes of each axis are called, in whatever edition they were written, and in the
order in which they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bancheng.casework.surroundings import standard_for
from bancheng.core.given import options
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import act_term, duty_term
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import limit_words
from bancheng.figures.bands import BANDS
from bancheng.items.version_row import ItemVersion
from bancheng.library import standards
from bancheng.people import directory, seats
from bancheng.people.unit import Unit

NOT_STATED = {
    "kind": "还没有分类",
    "ground": "没有写明情形",
    "channel": "没有写明来源",
    "way": "还没有定办法",
    "lead": "没有交部门",
    "item": "没有对上事项",
    "refusal": "没有写明理由",
    "satisfaction": "没有评价",
}
"""What stands where a case gives no code; ``没有写明`` for any other axis."""
SOURCES = {
    "ground": "grounds",
    "channel": "channels",
    "refusal": "refusals",
    "outcome": "outcomes",
    "satisfaction": "scale",
    "solved": "solved",
}


def names_along(axis: str, codes: Iterable[str], centre: Unit | str) -> dict[str, str]:
    """Code → what it is called, for these codes, in the order of the standard or of the tree.

    A code of an older edition is called by that edition; what nobody knows any more, by itself.
    """
    wanted = dict.fromkeys(codes)
    known = _known(axis, wanted, centre)
    order = [code for code in known if code in wanted]
    order += [code for code in wanted if code and code not in known]
    found = {code: known.get(code, code) for code in order}
    if "" in wanted:
        found[""] = NOT_STATED.get(axis, "没有写明")
    return found


def _known(axis: str, codes: Iterable[str], centre: Unit | str) -> Mapping[str, str]:
    if axis in ("unit", "lead"):
        units = {unit.code: unit.shown for unit in seats.handling_units(centre)}
        return units | {c: directory.unit_name(c) for c in codes if c and c not in units}
    if axis == "item":
        return _items(codes)
    if axis == "late_by" or axis.startswith(("time_", "stay ")):
        return {code: words for code, (_, words) in BANDS.items()}
    newest = standard_for(centre)
    return _of_every_edition(axis, newest.id, newest.edition, tuple(standards.editions(newest.id)))


@lru_cache(maxsize=128)
def _of_every_edition(
    axis: str, standard_id: str, newest: str, editions: tuple[str, ...]
) -> Mapping[str, str]:
    """Worked out once for the editions there are: no edition ever changes."""
    found: dict[str, str] = {}
    for edition in (newest, *reversed(editions)):
        for code, label in _of_standard(axis, standards.standard(standard_id, edition)).items():
            found.setdefault(code, label)
    return found


def _of_standard(axis: str, standard: Standard) -> Mapping[str, str]:
    if axis == "kind":
        return {name: kind.label for name, kind in standard.kinds.items()}
    if axis == "way":
        return {act: act_term(standard, act) for act in standard.acts}
    if axis == "rule":
        return _rules(standard)
    if axis == "cause":
        return {name: cause.label for name, cause in standard.causes.items()}
    if axis == "outcome":
        return {**(options("outcomes", standard) or {}), **OUTCOME_TERMS}
    return options(SOURCES.get(axis, ""), standard) or {}


def _items(codes: Iterable[str]) -> dict[str, str]:
    """The names of items («list/code») as they are called now, in one statement."""
    wanted = {code for code in codes if "/" in code}
    if not wanted:
        return {}
    rows = ItemVersion.objects.filter(
        current=True, item__code__in={code.partition("/")[2] for code in wanted}
    ).order_by("item__unit", "item__code")
    told = {
        f"{unit}/{code}": n
        for unit, code, n in rows.values_list("item__unit", "item__code", "name")
    }
    return {code: name for code, name in told.items() if code in wanted}


def _rules(standard: Standard) -> dict[str, str]:
    """Every rule that makes a duty; where several are called alike, with their limits."""
    terms = {rule: duty_term(standard, rule) for rule in standard.duties}
    often = Counter(terms.values())
    return {
        rule: f"{term}（{limit_words(standard.duties[rule].within)}）" if often[term] > 1 else term
        for rule, term in terms.items()
    }
