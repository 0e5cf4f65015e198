"""登记: firms, agents with a mandate, and those whom somebody else must be asked for."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.uscc import is_uscc, plain_uscc
from bancheng.library import standards
from tests.core.desk import Desk

GOOD = "91350100M000100Y43"


@pytest.mark.parametrize("code", [GOOD, "9135 0100 m000 100y 43"])
def test_a_code_whose_last_character_fits_is_one(code: str) -> None:
    assert is_uscc(code)
    assert plain_uscc(code) == GOOD


@pytest.mark.parametrize("n", range(18))
def test_a_code_with_any_one_character_changed_is_none(n: int) -> None:
    other = "7" if GOOD[n] != "7" else "6"
    assert not is_uscc(GOOD[:n] + other + GOOD[n + 1 :])


@pytest.mark.parametrize(
    "code", ["", "9135", GOOD + "3", GOOD[:17] + "I", "统一社会信用代码就是这十八个字呀是"]
)
def test_what_is_no_code_is_none(code: str) -> None:
    assert not is_uscc(code)


def desk() -> Desk:
    name = standards.ids()[0]
    return Desk(standards.standard(name, standards.editions(name)[-1]))


def registered(**given: Any) -> Event:
    return desk().do("2026-11-23 09:00", "window", "register", **given)


def refused(**given: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        registered(**given)
    return caught.value


def test_who_gives_a_firms_name_has_said_that_it_is_a_firm() -> None:
    event = registered(firm="某某餐饮店", uscc="9135 0100 m000 100y 43")
    assert event.data["petitioner_kind"] == "firm"
    assert {"firm", "uscc"} <= set(event.beside)


def test_a_code_that_is_none_is_refused_at_its_field() -> None:
    assert refused(firm="某某餐饮店", uscc="91350100M000100Y4X").field == "uscc"


def test_a_code_without_a_firm_asks_for_its_name() -> None:
    assert refused(uscc=GOOD).field == "firm"


def test_an_agents_mandate_lies_sealed_and_the_agent_beside() -> None:
    event = registered(
        agent="周某",
        agent_phone="139-0000-5513",
        mandate="written",
        mandate_until_on="2026-12-31",
        mandate_seen="true",
    )
    assert event.data["mandate"] == "written"
    assert event.data["mandate_until_on"] == "2026-12-31"
    assert event.data["mandate_seen"] is True
    assert {"agent", "agent_phone"} <= set(event.beside)


def test_a_mandate_that_ended_before_the_day_is_refused() -> None:
    refusal = refused(agent="周某", mandate="written", mandate_until_on="2026-11-22")
    assert refusal.field == "mandate_until_on"
    registered(agent="周某", mandate="written", mandate_until_on="2026-11-23")


@pytest.mark.parametrize(
    "given", [{"mandate": "family"}, {"agent_phone": "13900005513"}, {"mandate_seen": "true"}]
)
def test_a_mandate_without_an_agent_asks_who_it_is(given: dict[str, str]) -> None:
    assert refused(**given).field == "agent"


def test_a_petitioner_without_a_phone_may_name_somebody_else_to_call() -> None:
    event = registered(
        phone=None, no_phone="true", contact="村里的覃支书", contact_phone="13900005514"
    )
    assert {"contact", "contact_phone"} <= set(event.beside)
    assert refused(contact_phone="12").field == "contact_phone"
