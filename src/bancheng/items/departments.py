"""主管部门: a department's name as written in a list of items, and the unit it is here."""

from __future__ import annotations

from bancheng.people.chart import Chart, current
from bancheng.people.counting import regions_of
from bancheng.people.unit import Form, Unit

WITH_WORK = frozenset({Form.DEPARTMENT, Form.BODY, Form.CENTRE})


def departments_near(list_code: str) -> dict[str, str]:
    """Name and short name → code of the units that work in the place of a list or in one above
    it; what two units are called belongs to the nearer."""
    chart = current()
    places = [region.pk for region in regions_of(chart, list_code)]
    found: dict[str, tuple[int, str]] = {}
    for unit in chart.units.values():
        if unit.form not in WITH_WORK or not unit.active:
            continue
        far = _distance(chart, unit, list_code, places)
        if far is None:
            continue
        for name in {unit.name, unit.short_name} - {""}:
            found[name] = min(found.get(name, (far, unit.code)), (far, unit.code))
    return {name: code for name, (_, code) in found.items()}


def _distance(chart: Chart, unit: Unit, list_code: str, places: list[int]) -> int | None:
    """How many places above the list's own the unit works; None where it works elsewhere."""
    if any(
        above.code == list_code and above.form == Form.CENTRE for above in chart.lines[unit.code]
    ):
        return 0
    own = regions_of(chart, unit.code)
    return places.index(own[0].pk) if own and own[0].pk in places else None
