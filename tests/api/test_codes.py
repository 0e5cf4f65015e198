"""What a program must know before it sends: told from the standard, to each for their part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from bancheng.core.acts import ACTS
from bancheng.core.given import options
from bancheng.library import standards
from bancheng.wire.client import Client, Refused
from tests.api.partner import partner
from tests.api.talking import client_of, talking
from tests.casework.hall import Hall

pytestmark = pytest.mark.database
ADDRESSES = ("/standard", "/units")


def asked(client: Client, address: str, **query: object) -> Any:
    return client.request("GET", address, query).body


def by_code(listed: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in listed}


def refused(client: Client, address: str, **query: object) -> tuple[int, str]:
    with pytest.raises(Refused) as why:
        asked(client, address, **query)
    return why.value.status, why.value.code


def test_a_program_that_asks_first_can_register_and_accept(hall: Hall) -> None:
    """All it sends comes out of what it was told, but for the words."""
    client = talking()
    acts = by_code(asked(client, "/standard")["acts"])
    opened = client.open("h-000000001", "register", **filled(acts["register"]))
    done = client.act(
        opened.body["case_no"], "accept", "h-000000002", None, **filled(acts["accept"])
    )
    assert done.body["events"][0]["act"] == "accept"
    assert "registered" in acts["accept"]["stages"]
    assert set(by_code(client.case(opened.body["case_no"])["may_now"])) <= set(acts)


def filled(act: dict[str, Any]) -> dict[str, Any]:
    own = {"name": "秦桂芳", "phone": "13900005512"}
    return {
        field["code"]: field["options"][0]["code"]
        if field["options"]
        else own.get(field["code"], "写明")
        for field in act["fields"]
        if field["required"]
    }


def test_the_codes_are_those_of_the_standard(hall: Hall) -> None:
    told = asked(talking(), "/standard")
    standard = standards.standard(told["standard"]["id"], told["standard"]["edition"])
    fields = by_code(by_code(told["acts"])["accept"]["fields"])
    for name, source in (("ground", "grounds"), ("kind", "kinds")):
        shown = {one["code"]: one["word"] for one in fields[name]["options"]}
        assert shown == options(source, standard)
        assert fields[name]["type"] == "code"
    grades = {one["code"] for one in told["codes"]["satisfaction"]}
    assert grades == set(standard.callback.scale)
    assert {one["code"] for one in told["codes"]["answer"]} >= {"result", "basis"}
    assert {one["code"] for one in told["codes"]["act"]} == set(ACTS)
    assert by_code(told["on_every_act"])["late_reason"]["required"] is False
    asked_besides = {
        (when["field"], when["code"])
        for field in by_code(told["acts"])["register"]["fields"]
        for when in field["required_when"]
    }
    assert asked_besides == {
        (name, code)
        for name, section in (("kind", standard.kinds), ("ground", standard.grounds))
        for code, one in section.items()
        if one.asks and name in {ask.name for ask in ACTS["register"].fields}
    }


def test_each_is_told_of_the_acts_that_are_theirs_and_the_units_these_may_name(hall: Hall) -> None:
    scopes = ("read", "register", "transfer", "claim", "reply", "note")
    window = talking("api.window", scopes=scopes)
    supervision = talking("api.supervision", "supervision", "supervision", scopes)
    housing = talking("api.housing", "housing", "department", scopes)
    acts = {
        who: set(by_code(asked(client, "/standard")["acts"]))
        for who, client in (("window", window), ("above", supervision), ("housing", housing))
    }
    assert {"register", "note"} <= acts["window"]
    assert "transfer" in acts["above"] - acts["housing"]
    assert acts["housing"] == {"claim", "reply", "note"}
    case_no = hall.placed("2026-11-24 10:00")
    for who, client in (("window", window), ("above", supervision), ("housing", housing)):
        assert set(by_code(client.case(case_no)["may_now"])) <= acts[who]
    named = by_code(asked(supervision, "/units")["units"])
    assert {"lead", "supporting"} <= set(named["housing"]["fields"])
    assert named["housing"]["word"] == "区住建局"
    assert asked(housing, "/units")["units"] == []
    assert "unit" in by_code(asked(window, "/units")["units"])["housing"]["fields"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_outsider_sees_nothing(hall: Hall, address: str) -> None:
    gone = partner("api.gone")
    gone.client.user.posts.update(until_on="2026-11-24", from_on="2026-11-23")
    assert refused(client_of(gone), address) == (404, "not_there")
    window = talking("api.window")
    assert refused(window, address, centre="county") == (404, "not_there")
    assert refused(window, address, centre="no-such-place") == (404, "not_there")
    assert refused(window, address, phone="13900005512") == (422, "unknown_parameter")
    assert refused(talking("api.channel", scopes=("channel",)), address) == (403, "no_scope")


def test_an_edition_that_is_none_is_answered_with_those_there_are(hall: Hall) -> None:
    client = talking()
    told = asked(client, "/standard")
    assert asked(client, "/standard", edition=told["editions"][0])["standard"]["id"]
    assert refused(client, "/standard", edition="1949-10-01") == (422, "unknown_option")


def test_a_partner_finds_its_own_case_by_its_own_number(hall: Hall) -> None:
    client = talking()
    numbers = ("H-77", "H-78", "H-77-1")
    cases = {
        number: client.open(
            f"once-{number}-0001",
            "submit",
            channel="hotline",
            origin_no=number,
            matter=f"和 H-77 是一回事吗 {number}",
            name="秦桂芳",
            phone="13900005512",
        ).body["case_no"]
        for number in numbers
    }
    for number in numbers:
        found = [case["case_no"] for case in client.cases(origin_no=number)]
        assert found == [cases[number]]
    assert not list(client.cases(origin_no="H-77", stage="accepted"))
    assert not list(talking("api.housing", "housing", "department").cases(origin_no="H-77"))


@pytest.mark.parametrize("name", ["stage", "outcome"])
def test_an_unknown_stage_is_answered_with_those_there_are(hall: Hall, name: str) -> None:
    with pytest.raises(Refused) as why:
        list(talking().cases(**{name: "handling"}))
    assert (why.value.status, why.value.code) == (422, "unknown_option")
    assert why.value.problem["field"] == name
    assert {"stage": "accepted（已受理）", "outcome": "done（办成）"}[name] in why.value.problem[
        "next"
    ]
