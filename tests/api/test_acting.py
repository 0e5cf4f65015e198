"""接口办理: every act by the same door and with the same refusals as by its page, never twice."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.api.acting import ON_A_CASE, OPENING
from bancheng.api.describing import document
from bancheng.casework.case_row import CaseRow
from bancheng.clients.keeping import stop
from bancheng.clients.models import Key, Nonce, Once
from bancheng.clients.scopes import BY_PEOPLE
from bancheng.core.acts import ACTS
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.user import User
from bancheng.wire.client import Refused
from tests.api.partner import partner
from tests.api.talking import client_of, talking
from tests.casework.hall import Hall
from tests.web.conftest import Clock

pytestmark = pytest.mark.database
WHEN = "2026-11-24 10:00"
MATTER = {"matter": "证照办了三趟没办成", "name": "秦桂芳", "phone": "13900005512"}


@pytest.mark.clause("XF-9.1", "XF-9.2")
def test_a_hotline_hands_in_a_matter_with_its_own_number(hall: Hall) -> None:
    client = talking(scopes=("submit", "read"))
    answer = client.open("hot-000001", "submit", channel="hotline", origin_no="H-77", **MATTER)
    assert answer.status == 201
    told = client.case(answer.body["case_no"])
    assert told["stage"]["code"] == "submitted"
    assert told["origin_no"] == "H-77"
    assert told["story"][0]["by"]["role"]["code"] == "origin"
    entry = read.case(answer.body["case_no"])[0]
    assert entry.command_id == "api:api.hotline:hot-000001", "whose it was stays on record"


@pytest.mark.clause("XF-9.2")
def test_an_account_registers_and_accepts_as_a_person_would(hall: Hall) -> None:
    client = talking()
    opened = client.open("reg-000001", channel="counter", **MATTER)
    case_no = opened.body["case_no"]
    assert opened.headers["Location"] == f"/api/v1/cases/{case_no}"
    done = client.act(case_no, "accept", "acc-000001", 1, ground="not_accepted", kind="general")
    assert (done.status, done.body["version"]) == (200, 2)
    assert client.case(case_no)["stage"]["code"] == "accepted"


def test_a_request_sent_again_gets_the_first_answer_and_does_nothing(hall: Hall) -> None:
    client = talking()
    first = client.open("reg-000001", channel="counter", **MATTER)
    again = client.open("reg-000001", channel="counter", **MATTER)
    assert again.body == first.body
    assert (first.headers["Idempotency-Replayed"], again.headers["Idempotency-Replayed"]) == (
        "false",
        "true",
    )
    assert CaseRow.objects.count() == 1
    case_no = first.body["case_no"]
    noted = [client.act(case_no, "note", "note-00001", text="来电询问") for _ in range(3)]
    assert {str(answer.body) for answer in noted} == {str(noted[0].body)}
    assert read.version_of(case_no) == 2


def test_one_idempotency_key_never_means_two_things(hall: Hall) -> None:
    client = talking()
    case_no = client.open("reg-000001", channel="counter", **MATTER).body["case_no"]
    client.act(case_no, "note", "note-00001", text="来电询问")
    for act, key, version, text in (
        ("note", "note-00001", None, "又来电询问"),
        ("note", "reg-000001", None, "来电询问"),
        ("note", "note-00001", 2, "来电询问"),
    ):
        with pytest.raises(Refused) as refused:
            client.act(case_no, act, key, version, text=text)
        assert (refused.value.status, refused.value.code) == (409, "idempotency_key_reused")
    with pytest.raises(Refused) as refused:
        client.open("reg-000001", channel="counter", **MATTER | {"name": "别人"})
    assert refused.value.code == "idempotency_key_reused"
    assert read.version_of(case_no) == 2


def test_keys_of_two_clients_do_not_meet(hall: Hall) -> None:
    one, other = talking(), talking("api.other")
    first = one.open("reg-000001", channel="counter", **MATTER)
    second = other.open("reg-000001", channel="counter", **MATTER)
    assert first.body["case_no"] != second.body["case_no"]


def test_nothing_of_a_case_is_kept_with_nonces_and_keys(hall: Hall) -> None:
    client = talking()
    client.open("reg-000001", channel="counter", **MATTER)
    rows = [*Nonce.objects.values(), *Once.objects.values()]
    assert rows
    for secret in ("秦桂芳", "13900005512", "证照", "MQ2026"):
        assert secret not in str(rows)


@pytest.mark.parametrize("act", ["transfer", "claim", "accept"])
def test_what_the_rules_refuse_is_told_by_their_own_code(hall: Hall, act: str) -> None:
    case_no = hall.register(WHEN)
    client = talking()
    with pytest.raises(Refused) as told:
        client.act(case_no, act, f"{act}-000001")
    who = client_user(client.key)
    hall.people["api"] = who
    with pytest.raises(Refusal) as said:
        hall.do("api", case_no, act, "2026-11-24 14:30")
    problem = told.value.problem
    assert told.value.status == 422
    assert told.value.code == said.value.code
    assert problem["detail"] == said.value.sentence
    assert [clause["id"] for clause in problem["clauses"]] == list(said.value.cites)
    assert problem["act"] == act
    assert problem["next"]
    assert read.version_of(case_no) == 2


def client_user(key: str) -> User:
    """The account behind a key."""
    return Key.objects.get(name=key).client.user


def test_a_field_that_is_wrong_is_named_with_its_clause(hall: Hall) -> None:
    client = talking()
    with pytest.raises(Refused) as refused:
        client.open("reg-000001", channel="counter", matter="没写名字", phone="13900005512")
    assert refused.value.code == "missing"
    assert refused.value.problem["field"] == "name"
    assert refused.value.problem["clauses"][0]["id"] == "XF-9.2"
    assert not CaseRow.objects.exists()


def test_an_act_decided_on_an_older_state_is_refused(hall: Hall) -> None:
    case_no = hall.register(WHEN)
    client = talking()
    hall.do("jiang", case_no, "screen", WHEN)
    for version in (2, 99):
        with pytest.raises(Refused) as refused:
            client.act(case_no, "note", f"note-{version}-000", version, text="来电询问")
        assert (refused.value.status, refused.value.code) == (412, "stale")
        assert "页面" not in str(refused.value.problem["detail"])
        assert "重新读一次工单" in str(refused.value.problem["next"])
        if version == 2:
            assert refused.value.problem["detail"].startswith("您写的版本以后，这件工单又有了")
    client.act(case_no, "note", "note-3-000", 3, text="来电询问")


def test_a_scope_that_was_not_given_is_not_there_whatever_the_post(hall: Hall) -> None:
    case_no = hall.register(WHEN)
    client = talking(scopes=("read", "note"))
    client.act(case_no, "note", "note-00001", text="来电询问")
    with pytest.raises(Refused) as refused:
        client.act(case_no, "classify", "class-0001", kind="complex", reason="要会同办理")
    assert (refused.value.status, refused.value.code) == (403, "no_scope")


def test_an_invisible_case_takes_no_act_and_tells_nothing(hall: Hall) -> None:
    other = hall.placed(WHEN, lead="land")
    housing = talking("api.housing", "housing", "department")
    with pytest.raises(Refused) as unseen:
        housing.act(other, "claim", "claim-0001")
    with pytest.raises(Refused) as nowhere:
        housing.act("MQ20261124-999", "claim", "claim-0002")
    assert unseen.value.status == 404
    assert unseen.value.problem == nowhere.value.problem


WRONG_BODIES = {
    b"": (400, "not_json"),
    b"[]": (400, "not_json"),
    b'{"given": {"text": "a", "text": "b"}}': (400, "not_json"),
    b'{"given": {"text": NaN}}': (400, "not_json"),
    b"[" * 100_000: (400, "not_json"),
    b'{"given": {"\\ud800": 1}}': (400, "not_json"),
    b'{"given": 5}': (422, "wrong_shape"),
    b'{"given": {"text": 5}}': (422, "wrong_shape"),
    b'{"given": {"text": "\\ud800"}}': (422, "wrong_shape"),
    b'{"given": {"text": "a\\u0000"}}': (422, "wrong_shape"),
    b'{"given": {"text": "a", "files": ["x"]}}': (422, "file_gone"),
    b'{"given": {"text": "a", "files": "x"}}': (422, "wrong_shape"),
    b'{"given": {"colour": "red"}}': (422, "unknown_field"),
    b'{"given": {}, "version": 2}': (422, "unknown_field"),
    b'{"given": {"text": "a"}, "done_at": "2026-11-24T09:00"}': (422, "wrong_shape"),
    b'{"given": {"text": "a"}, "done_at": "0001-01-01T00:00:00+14:00"}': (422, "wrong_shape"),
    b'{"given": {"text": "a"}, "done_at": "2026-11-24T15:00:00+08:00"}': (422, "in_the_future"),
    b"{}": (422, "missing"),
}


@pytest.mark.parametrize("body", WRONG_BODIES)
def test_a_body_in_the_wrong_shape_is_never_guessed_right(hall: Hall, body: bytes) -> None:
    case_no = hall.register(WHEN)
    client = talking()
    asked = client.prepared("POST", f"/cases/{case_no}/note", body={}, once="note-00001")
    asked = type(asked)(asked.method, asked.path, "", body, asked.headers)
    assert client.send is not None
    answer = client.send("POST", asked.path, body, {**asked.headers, **client.seal(asked)})
    assert (answer.status, answer.body["code"]) == WRONG_BODIES[body]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert read.version_of(case_no) == 2


@pytest.mark.parametrize("key", ["", "short", "with space 1", "x" * 101, "中文中文中文中文"])
def test_without_an_idempotency_key_nothing_is_done(hall: Hall, key: str) -> None:
    case_no = hall.register(WHEN)
    client = talking()
    asked = client.prepared("POST", f"/cases/{case_no}/note", body={"given": {"text": "a"}})
    headers = {**asked.headers, **({"Idempotency-Key": key} if key.isascii() and key else {})}
    asked = type(asked)(asked.method, asked.path, "", asked.body, headers)
    assert client.send is not None
    answer = client.send("POST", asked.path, asked.body, {**headers, **client.seal(asked)})
    assert (answer.status, answer.body["code"]) == (400, "idempotency_key_missing")


def test_there_is_one_operation_for_every_act_that_people_do(hall: Hall) -> None:
    paths = document()["paths"]
    ours = [path.split("/") for path in paths if path.startswith("/cases/{case_no}/")]
    told = {parts[3] for parts in ours if len(parts) == 4}
    assert told == set(ON_A_CASE)
    assert set(ON_A_CASE) | set(OPENING) == set(BY_PEOPLE)
    assert {name for name in ACTS if name not in BY_PEOPLE} == {
        "take_up",
        "warn",
        "lapse",
        "redate",
    }


def test_a_method_that_is_none_is_told_which_are(hall: Hall) -> None:
    client = talking()
    with pytest.raises(Refused) as refused:
        client.request("DELETE", "/cases")
    assert (refused.value.status, refused.value.code) == (405, "no_such_method")


def test_a_client_stopped_meanwhile_does_nothing_more(hall: Hall, clock: Clock) -> None:
    who = partner()
    client = client_of(who)
    case_no = client.open("reg-000001", channel="counter", **MATTER).body["case_no"]
    stop(who.client, "keeper", None, timezone.now())
    with pytest.raises(Refused) as refused:
        client.act(case_no, "note", "note-00001", text="来电询问")
    assert refused.value.code == "client_stopped"
