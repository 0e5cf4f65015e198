"""接口读取: through the read door only, by codes and words, and page by page while cases arrive."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from bancheng.api.describing import document
from bancheng.wire.client import Client, Refused
from tests.api.partner import Sent, partner, signature_of
from tests.api.talking import client_of, talking
from tests.casework.hall import Hall

pytestmark = pytest.mark.database
WHEN = "2026-11-24 10:00"


def numbers(client: Client, **filters: object) -> list[str]:
    """The cases a client reads."""
    return [case["case_no"] for case in client.cases(**filters)]


def test_a_case_is_told_by_code_and_word(hall: Hall) -> None:
    case_no = hall.placed(WHEN)
    told = talking().case(case_no)
    assert told["stage"] == {"code": "assigned", "word": "办理中"}
    assert told["kind"]["code"] == "general"
    assert told["lead"] == {"code": "housing", "word": "区住建局"}
    assert [line["act"]["code"] for line in told["story"]] == [
        "register",
        "accept",
        "screen",
        "transfer",
    ]
    assert "区住建局" in told["story"][-1]["sentence"]
    owed = [duty for duty in told["duties"] if duty["state"] == "open"]
    assert {duty["owed"][0]["code"] for duty in owed} >= {"claim", "reply"}
    assert all(clause["ref"] for duty in owed for clause in duty["clauses"])


def test_names_and_phones_are_masked(hall: Hall) -> None:
    told = talking().case(hall.placed(WHEN))
    assert told["petitioner"] == {
        "name": "秦*芳",
        "phone": "139****5512",
        "agent": None,
        "agent_phone": None,
    }
    assert "13900005512" not in json.dumps(told)


def test_a_department_reads_what_is_placed_with_it_and_nothing_else(hall: Hall) -> None:
    mine, others = hall.placed(WHEN), hall.placed(WHEN, lead="land")
    housing = talking("api.housing", "housing", "department")
    assert numbers(housing) == [mine]
    with pytest.raises(Refused) as unseen:
        housing.case(others)
    with pytest.raises(Refused) as nowhere:
        housing.case("MQ20261124-999")
    assert unseen.value.status == nowhere.value.status == 404
    assert unseen.value.problem == nowhere.value.problem


@pytest.mark.clause("XF-9.2")
def test_a_complaint_is_kept_from_the_system_of_those_complained_of(hall: Hall) -> None:
    case_no = hall.register(WHEN, ground="conduct", accused_units=["hall"], accused_users=["lin"])
    window = talking()
    assert case_no not in numbers(window)
    with pytest.raises(Refused) as unseen:
        window.case(case_no)
    assert unseen.value.code == "not_there"


def test_an_account_without_a_post_in_force_reads_nothing(hall: Hall) -> None:
    hall.placed(WHEN)
    who = partner()
    client = client_of(who)
    assert len(numbers(client)) == 1
    who.client.user.posts.update(until_on="2026-11-24", from_on="2026-11-23")
    assert numbers(client) == []


def test_without_the_scope_nothing_is_read(hall: Hall) -> None:
    case_no = hall.placed(WHEN)
    client = talking(scopes=("register",))
    for ask in (lambda: client.case(case_no), lambda: numbers(client)):
        with pytest.raises(Refused) as refused:
            ask()
        assert (refused.value.status, refused.value.code) == (403, "no_scope")


@pytest.mark.clause("XF-9.1")
def test_pages_show_every_case_once_while_cases_arrive_and_move(hall: Hall) -> None:
    there = [hall.register(WHEN) for _ in range(60)]
    seen: list[str] = []
    for n, case in enumerate(talking().cases()):
        seen.append(case["case_no"])
        if n % 10 == 0:
            hall.register("2026-11-24 11:00")
            hall.do("chen", there[n], "note", "2026-11-24 11:00", text="打过电话")
    assert seen == there[::-1]


def test_filters_narrow_and_unknown_ones_are_named(hall: Hall) -> None:
    placed, fresh = hall.placed(WHEN), hall.register(WHEN)
    client = talking()
    assert numbers(client, stage="accepted") == [fresh]
    assert numbers(client, stage=["accepted", "assigned"]) == [fresh, placed]
    assert numbers(client, unit="housing", owed=True) == [placed]
    assert numbers(client, since_on="2026-11-25") == []
    for wrong in (
        {"phone": "13900005512"},
        {"owed": "yes"},
        {"since_on": "9999-12-31"},
        {"until_on": "20261124"},
        {"stage": ""},
        {"cursor": "next"},
    ):
        with pytest.raises(Refused) as refused:
            numbers(client, **wrong)
        assert refused.value.status == 422
        assert refused.value.problem["field"] == next(iter(wrong))


def test_a_list_costs_the_same_however_many_cases(
    hall: Hall,
) -> None:
    client, costs = talking(), []
    for _ in range(2):
        for _ in range(5):
            hall.register(WHEN)
        numbers(client)  # what a process works out once
        with CaptureQueriesContext(
            connection,
        ) as queries:
            numbers(client)
        costs.append(len(queries))
    assert costs[0] == costs[1]


ADDRESSES = [
    path.replace("{case_no}", "MQ20261124-001").replace("{setup}/{hears}", "1/messages")
    for path in document()["paths"]
    if path != "/openapi.json"
]


def test_every_address_but_the_description_is_shut_to_the_unsigned(hall: Hall) -> None:
    browser = Browser()
    browser.force_login(hall.people["chen"])  # a cookie opens nothing here
    for address in ADDRESSES:
        for method in ("get", "post", "put", "delete", "patch", "head", "options"):
            answer = getattr(browser, method)(f"/api/v1{address}")
            assert answer.status_code == 401, address
            assert "no-store" in answer["Cache-Control"]
    answer = browser.get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    nowhere = browser.get("/api/v1/nothing/here")
    assert nowhere.json()["code"] == "no_such_address"


def test_a_changed_query_on_the_wire_is_not_answered(hall: Hall) -> None:
    hall.placed(WHEN)
    who = partner()
    sent = Sent("GET", "/api/v1/cases", "stage=assigned", b"", who.key, once="", match="")
    headers = {
        "X-Bancheng-Key": who.key,
        "X-Bancheng-Time": sent.time,
        "X-Bancheng-Nonce": sent.nonce,
        "X-Bancheng-Signature": signature_of(sent, who),
    }
    browser = Browser()
    assert browser.get("/api/v1/cases?stage=accepted", headers=headers).status_code == 401
    assert browser.get("/api/v1/cases?stage=assigned", headers=headers).status_code == 200
    assert browser.get("/api/v1/cases?stage=assigned", headers=headers).status_code == 401
