"""The rota in a standard: its roles exist, and what it says has a source."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.load import fit
from bancheng.core.standard.sourced_rules import sourced_rules
from tests.shelves import INVENTED, changed, invented, source_of


def _rota(data: dict[str, Any], **rota: object) -> None:
    data["rota"] = {"because": "虚构", **rota}


@pytest.mark.parametrize("rota", [{"kept_by": "captain"}, {"led_by": "captain"}])
def test_a_rota_names_roles_of_its_standard(rota: dict[str, object]) -> None:
    source = changed(source_of(INVENTED, "xinghe-harbour"), lambda data: _rota(data, **rota))
    with pytest.raises(StandardFaults, match="没有角色“captain”"):
        fit(source)


def test_a_role_in_the_hall_has_a_source_of_its_own() -> None:
    source = changed(
        source_of(INVENTED, "xinghe-harbour"),
        lambda data: data["roles"]["harbourmaster"].update(in_hall={"cites": "XH-1"}),
    )
    rules = {path: rule.cites for path, rule in sourced_rules(fit(source))}
    assert rules["roles", "harbourmaster", "in_hall"] == ("XH-1",)


def test_leaders_in_the_hall_without_a_source_are_refused() -> None:
    source = changed(
        source_of(INVENTED, "xinghe-harbour"),
        lambda data: data["roles"]["harbourmaster"].update(in_hall={}),
    )
    with pytest.raises(StandardFaults, match="cites"):
        fit(source)


def test_a_standard_may_be_silent_about_the_rota() -> None:
    assert invented("xinghe-harbour").rota is None
    assert invented("lanyu-window").rota is not None
