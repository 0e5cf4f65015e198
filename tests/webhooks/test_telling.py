"""事件通知: who may read a case is told that something happened on it, and nothing of anybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from bancheng.casework.erase import erase
from bancheng.clients import keeping as clients
from bancheng.people.appoint import appoint, create_user
from bancheng.people.errors import PeopleError
from bancheng.people.models import Post
from bancheng.people.seats import unit_by_code
from bancheng.webhooks import carrying, keeping, telling
from bancheng.webhooks.models import HookKey, Subscription, ToldUpTo
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter
from bancheng.wire.place_row import Place
from tests.casework.hall import PASSWORD, Hall
from tests.web.conftest import Clock
from tests.webhooks.conftest import Listener, listening, tick
from tests.wire.station import Station, saying

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.1", "XF-9.2", "SC-9.2")]
WORDS = ("秦桂芳", "13900005512", "5512", "电梯", "住建", "housing", "陈晓岚", "莫海涛", "hall")


def events(listener: Listener) -> list[tuple[str, str, int]]:
    """Case, event and version of every message."""
    return [(m["case_no"], m["event"], m["version"]) for m in listener.told()]


def test_every_act_on_a_case_of_theirs_is_told_in_order(hall: Hall, listener: Listener) -> None:
    case_no = hall.placed()
    assert tick() == 4
    assert events(listener) == [
        (case_no, "registered", 1),
        (case_no, "accepted", 2),
        (case_no, "screened", 3),
        (case_no, "transferred", 4),
    ]
    assert tick() == 0
    assert {m["type"] for m in listener.told()} == {"case"}
    assert [m["act"] for m in listener.told()][:2] == ["register", "accept"]
    assert listener.told()[0]["at"] == "2026-11-23T09:00:00+08:00"


def test_a_message_holds_nothing_of_a_person_and_no_word_of_a_text(
    hall: Hall, listener: Listener
) -> None:
    hall.placed()
    tick()
    for request in listener.station.requests:
        text = request.partition(b"\r\n\r\n")[2].decode()
        assert not [word for word in WORDS if word in text]
    keys = {"id", "type", "case_no", "event", "act", "version", "at"}
    assert all(set(message) == keys for message in listener.told())


def test_what_happened_before_is_not_told(hall: Hall, there: Station) -> None:
    case_no = hall.placed()
    listener = listening(there)
    assert tick() == 0
    hall.do("mo", case_no, "claim", "2026-11-24 09:30")
    assert tick() == 1
    assert events(listener) == [(case_no, "claimed", 5)]


def test_only_the_acts_asked_for_are_told(hall: Hall, there: Station) -> None:
    listener = listening(there, acts=("transfer", "claim"))
    case_no = hall.placed()
    tick()
    assert [message["event"] for message in listener.told()] == ["transferred"]
    keeping.choose(listener.subscription, ("claim",), "keeper", None)
    hall.do("mo", case_no, "claim", "2026-11-24 09:30")
    tick()
    assert [message["event"] for message in listener.told()] == ["transferred", "claimed"]


@pytest.mark.clause("XF-9.2.1")
def test_a_department_is_told_of_what_lies_with_it_and_no_other(hall: Hall, there: Station) -> None:
    housing = listening(there, "api.housing", "housing", "department", path="/housing")
    hall.placed(lead="land")
    mine = hall.placed(lead="housing")
    hall.register("2026-11-24 10:00")
    tick()
    # of what was done before it lay there it learns too, as it may read it
    assert {case_no for case_no, _, _ in events(housing)} == {mine}


def test_a_department_that_has_lost_the_case_is_told_nothing_more(
    hall: Hall, there: Station
) -> None:
    housing = listening(there, "api.housing", "housing", "department")
    case_no = hall.placed("2026-11-24 09:00")
    there.script = saying(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
    assert tick() == 0
    waiting = letters.waiting().count()
    assert waiting == 4
    there.requests.clear()
    hall.do("mo", case_no, "object", "2026-11-24 09:30", reason="不归我们管")
    hall.do(
        "gu", case_no, "transfer", "2026-11-24 09:40", lead="land", opinion="请", signature="顾"
    )
    there.script = saying(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    # neither what already waited, nor what has happened since
    assert tick(30) == 0
    assert tick(60) == 0
    assert there.requests == []
    dropped = Letter.objects.filter(road=housing.subscription.road).exclude(dropped_at=None)
    assert dropped.count() == waiting
    assert "已经看不到" in dropped[0].failure


@pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c")
def test_a_complaint_about_conduct_is_not_told_to_those_complained_of(
    hall: Hall, there: Station
) -> None:
    listening(there, "api.other", path="/other")
    accused = listening(there, "api.tax", "tax", "department", path="/tax")
    complaint: dict[str, Any] = {"ground": "conduct", "accused_units": ["tax"]}
    case_no = hall.register("2026-11-24 09:00", **complaint)
    hall.do("jiang", case_no, "screen", "2026-11-24 09:30")
    assert tick() == 3
    assert {request.split(b" ")[1] for request in there.requests} == {b"/other"}
    assert not Letter.objects.filter(road=accused.subscription.road).exists()


def test_an_account_that_lost_its_post_or_its_reading_is_told_nothing(
    hall: Hall, listener: Listener
) -> None:
    case_no = hall.placed()
    telling.run(timezone.now())
    clients.change_client(listener.client, ["note"], ["127.0.0.1"], "keeper", None)
    assert tick() == 0
    assert listener.station.requests == []
    hall.do("mo", case_no, "claim", "2026-11-24 09:30")
    assert tick(2) == 0
    clients.change_client(listener.client, ["read"], ["127.0.0.1"], "keeper", None)
    Post.objects.filter(user=listener.client.user).delete()
    appoint(listener.client.user, unit_by_code("tax"), "department")
    hall.do("mo", case_no, "report_progress", "2026-11-24 10:00", text="在办")
    assert tick(4) == 0
    assert listener.station.requests == []


def test_a_stopped_client_is_told_nothing_until_it_is_back(
    hall: Hall, listener: Listener, clock: Clock
) -> None:
    hall.register("2026-11-24 09:00")
    telling.run(timezone.now())
    clients.stop(listener.client, "keeper", None, timezone.now())
    hall.register("2026-11-24 09:30")
    assert tick() == 0
    assert listener.station.connections == 0
    clients.start_again(listener.client, "keeper", None)
    clock.pass_by(minutes=3)
    assert tick() == 4


def test_an_ended_subscription_is_told_nothing_nor_what_waited(
    hall: Hall, listener: Listener
) -> None:
    hall.register("2026-11-24 09:00")
    telling.run(timezone.now())
    keeping.end(listener.subscription, "keeper", None, timezone.now())
    hall.register("2026-11-24 09:30")
    assert tick() == 0
    assert listener.station.connections == 0
    assert letters.waiting().count() == 0


def test_it_is_told_until_it_answers_and_under_the_same_name(
    hall: Hall, listener: Listener, clock: Clock
) -> None:
    hall.register("2026-11-24 09:00")
    fine = listener.station.script
    listener.station.script = saying(b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n")
    assert tick() == 0
    listener.station.script = fine
    clock.pass_by(minutes=1)
    assert tick() == 2
    first, again, second = listener.told()
    assert first == again
    assert second["id"] != first["id"]
    assert second["version"] == 2
    signatures = {request.split(b"Signature: ")[1][:64] for request in listener.station.requests}
    assert len(signatures) == 3


def test_reading_the_same_entries_twice_tells_once(hall: Hall, listener: Listener) -> None:
    hall.register("2026-11-24 09:00")
    tick()
    ToldUpTo.objects.update(position=0)
    assert tick() == 0


def test_of_a_place_taken_off_the_list_nothing_is_connected(hall: Hall, listener: Listener) -> None:
    Place.objects.update(ended_at=timezone.now())
    hall.register("2026-11-24 09:00")
    assert tick() == 0
    assert listener.station.connections == 0
    assert letters.stuck([listener.subscription.road]).count() == 1


def test_erasing_a_case_drops_what_waited_and_is_itself_told(hall: Hall, there: Station) -> None:
    listener = listening(there, acts=("claim",))
    case_no = hall.ended("2026-11-23 09:00")
    telling.run(timezone.now())
    assert letters.waiting().count() == 1
    keeper = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    erase(keeper, case_no, "保存期满", "erase-1", timezone.now())
    assert letters.waiting().count() == 0
    assert tick() == 1
    (message,) = listener.told()
    assert (message["event"], message["act"]) == ("personal_erased", None)


def test_a_key_is_changed_without_a_message_lost(hall: Hall, listener: Listener) -> None:
    old = next(iter(listener.keys))
    new = listener.give_key("hmac-sm3")
    with pytest.raises(PeopleError, match="已有两把"):
        listener.give_key()
    hall.register("2026-11-24 09:00")
    tick()
    keeping.end_key(HookKey.objects.get(name=old), "keeper", None, timezone.now())
    hall.register("2026-11-24 09:30")
    tick()
    listener.told()  # every one of them is right by the key it names
    came = listener.station.requests
    used = [request.split(b"X-Bancheng-Key: ")[1][:16].decode() for request in came]
    assert used == [old, old, new, new]


def test_without_a_key_it_waits(hall: Hall, listener: Listener, clock: Clock) -> None:
    keeping.end_key(HookKey.objects.get(), "keeper", None, timezone.now())
    hall.register("2026-11-24 09:00")
    assert tick() == 0
    assert listener.station.connections == 0
    listener.give_key()
    clock.pass_by(minutes=2)
    assert tick() == 2


def test_trying_sends_a_message_that_tells_of_nothing_once(
    hall: Hall, listener: Listener, clock: Clock
) -> None:
    letter = carrying.try_it(listener.subscription, "keeper", timezone.now())
    assert letter.arrived_at is not None
    (message,) = listener.told()
    assert set(message) == {"id", "type", "at"}
    listener.station.script = saying(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
    letter = carrying.try_it(listener.subscription, "keeper", timezone.now())
    assert (letter.arrived_at, letter.dropped_by) == (None, "keeper")
    assert "答复 401" in letter.failure
    clock.pass_by(days=2)
    assert tick() == 0


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "https://"),
        ("http://hooks.example.gov.cn:443/", "只许加密"),
        ("https://other.example.gov.cn/", "不在可以连的地址里"),
        ("https://hooks.example.gov.cn:8443/", "不在可以连的地址里"),
        ("https://user:pw@hooks.example.gov.cn/", "用户名"),
        ("https://hooks.example.gov.cn/" + "x" * 600, "最长"),
    ],
)
def test_only_an_address_that_may_be_called_is_subscribed(
    hall: Hall, listener: Listener, url: str, said: str
) -> None:
    more = {"added_by": "keeper", "added_at": timezone.now()}
    Place.objects.create(host="hooks.example.gov.cn", port=443, **more)
    with pytest.raises(PeopleError, match=said):
        keeping.subscribe(listener.client, url, (), "keeper", None, timezone.now())
    assert Subscription.objects.count() == 1


def test_no_more_than_a_few_and_none_twice(hall: Hall, listener: Listener) -> None:
    url = listener.subscription.url
    with pytest.raises(PeopleError, match="已经在通知"):
        keeping.subscribe(listener.client, url, (), "keeper", None, timezone.now())
    with pytest.raises(PeopleError, match="没有“lapse”"):
        keeping.subscribe(listener.client, url + "y", ("lapse",), "keeper", None, timezone.now())
    for n in range(keeping.MOST - 1):
        keeping.subscribe(listener.client, f"{url}{n}", (), "keeper", None, timezone.now())
    with pytest.raises(PeopleError, match="最多"):
        keeping.subscribe(listener.client, url + "x", (), "keeper", None, timezone.now())


def test_what_waits_lies_encrypted(hall: Hall, listener: Listener) -> None:
    case_no = hall.register("2026-11-24 09:00")
    telling.run(timezone.now())
    hidden = [bytes(letter.hidden) for letter in letters.waiting()]
    assert all(case_no.encode() not in one for one in hidden)
    told = [letters.told_by(letter) for letter in letters.waiting()]
    assert json.dumps(told).count(case_no) == 2
    assert all(case_no not in letter.mark + letter.what for letter in letters.waiting())
    secret = keeping.secret_of(HookKey.objects.get())
    assert secret is not None
    assert secret.encode() not in bytes(HookKey.objects.get().hidden)
