"""哪些地址可以连: of more than a hundred and fifty forms of forbidden address none is called.

A sentinel listens on this machine, and whatever would be connected to, anywhere, is led to it: each
attempt counts. The last tests put the checks off, and then it counts.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address

import pytest
from django.test.utils import override_settings
from urllib3.util import connection as urllib3_connection

from bancheng.wire import addresses, networks
from bancheng.wire.addresses import ForbiddenError, Target, target_of, written
from bancheng.wire.place_row import Place
from bancheng.wire.sending import NotSentError, Request, send
from tests.wire.conftest import Put
from tests.wire.forms import ANYWHERE, FORMS, OUTSIDE_ONLY
from tests.wire.station import Station, station

pytestmark = [pytest.mark.django_db, pytest.mark.clause("XF-9.1", "XF-9.2")]
NAME = "hooks.example.gov.cn"


@pytest.fixture
def sentinel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    """A listener to which every connection is led, wherever it was going."""
    with station() as found:
        straight = socket.create_connection

        def to_the_sentinel(
            address: tuple[str, int], timeout: float, **more: object
        ) -> socket.socket:
            del address, more
            return straight(("127.0.0.1", found.port), timeout)

        monkeypatch.setattr(urllib3_connection, "create_connection", to_the_sentinel)
        yield found


def always(*found: str) -> Callable[[str, int], list[str]]:
    """A resolver with one answer."""
    return lambda host, port: list(found)


def tried(url: str, resolve: addresses.Resolve | None = None) -> NotSentError | None:
    """What was said to an attempt."""
    try:
        send(Request("POST", url, b"{}"), resolve)
    except NotSentError as error:
        return error
    return None


def put_every_form(put: Put, port: int) -> None:
    """The list has every host that the forms could be meant to name, so that only the rest of the
    checks stands between them and the sentinel."""
    hosts = {form.split("//", 1)[-1].split("/")[0].lower() for form in FORMS}
    hosts |= {host.rpartition(":")[0] for host in hosts} | {host.split("@")[-1] for host in hosts}
    hosts |= {host.partition(":")[0] for host in hosts}
    for host in sorted(host for host in hosts if "\x00" not in host):
        for number in (port, 80, 443, 0):
            put(host[:253], number)


def test_there_are_well_over_eighty_forms() -> None:
    assert len(set(ANYWHERE)) + len(set(OUTSIDE_ONLY)) + len(set(FORMS)) > 150


def test_no_name_is_called_that_leads_to_a_forbidden_address(sentinel: Station, put: Put) -> None:
    put(NAME, sentinel.port)
    for address in ANYWHERE:
        error = tried(f"http://{NAME}:{sentinel.port}/", always(address))
        assert error is not None, address
        assert not error.again, address
        assert "这样的地址不能连" in str(error)
    assert sentinel.connections == 0


def test_a_private_network_is_called_only_where_the_list_says_so(
    sentinel: Station, put: Put
) -> None:
    place = put(NAME, sentinel.port, inside=False)
    for address in OUTSIDE_ONLY:
        assert tried(f"http://{NAME}:{sentinel.port}/", always(address)) is not None, address
    assert sentinel.connections == 0
    Place.objects.filter(pk=place.pk).update(inside=True)
    for address in OUTSIDE_ONLY:
        assert tried(f"http://{NAME}:{sentinel.port}/", always(address)) is None, address
    assert sentinel.connections == len(OUTSIDE_ONLY)


def test_no_odd_way_of_writing_this_machine_is_called(sentinel: Station, put: Put) -> None:
    put_every_form(put, sentinel.port)
    for form in FORMS:
        url = form.format(p=sentinel.port)
        assert tried(url) is not None, url
        assert tried(url, always("127.0.0.1")) is not None, url
    assert sentinel.connections == 0


def test_one_bad_address_among_good_ones_is_enough(sentinel: Station, put: Put) -> None:
    put(NAME, sentinel.port)
    for found in (("1.2.4.8", "127.0.0.1"), ("127.0.0.1", "1.2.4.8"), ("2400:3200::1", "::1")):
        assert tried(f"http://{NAME}:{sentinel.port}/", always(*found)) is not None
    assert sentinel.connections == 0


def test_a_host_that_is_not_on_the_list_is_not_even_looked_up(sentinel: Station, put: Put) -> None:
    place = put(NAME, sentinel.port)
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["1.2.4.8"]

    others = (f"http://{NAME}:1/", f"http://x.{NAME}:{sentinel.port}/", "https://1.2.4.8/")
    for url in others:
        assert "不在可以连的地址里" in str(tried(url, resolve))
    Place.objects.filter(pk=place.pk).update(ended_at=place.added_at)
    assert tried(f"http://{NAME}:{sentinel.port}/", resolve) is not None
    assert (asked, sentinel.connections) == ([], 0)


def test_plain_http_needs_a_word_on_the_list(sentinel: Station, put: Put) -> None:
    put(NAME, sentinel.port, plain=False)
    error = tried(f"http://{NAME}:{sentinel.port}/", always("1.2.4.8"))
    assert "只许加密连接" in str(error)
    assert sentinel.connections == 0


def test_the_name_is_asked_once_and_the_answer_kept(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(NAME, 8443)
    answers = [["1.2.4.8"], ["127.0.0.1"]]
    gone_to: list[tuple[str, int]] = []

    def nobody(address: tuple[str, int], timeout: float, **more: object) -> socket.socket:
        gone_to.append(address)
        raise OSError

    monkeypatch.setattr(urllib3_connection, "create_connection", nobody)
    error = tried(f"http://{NAME}:8443/", lambda host, port: answers.pop(0))
    assert gone_to == [("1.2.4.8", 8443)]
    assert error is not None
    assert error.again
    assert answers == [["127.0.0.1"]]
    # and the next letter is looked at anew
    assert tried(f"http://{NAME}:8443/", lambda host, port: answers.pop(0)) is not None
    assert len(gone_to) == 1


def test_an_answer_that_points_elsewhere_is_not_followed(put: Put, here: None) -> None:
    with station() as sentinel:
        put("127.0.0.1", sentinel.port)
        for status in (301, 302, 303, 307, 308, 300, 304):
            said = f"HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:{sentinel.port}/\r\n"
            said += (
                f"Refresh: 0; url=http://127.0.0.1:{sentinel.port}/\r\nContent-Length: 0\r\n\r\n"
            )
            with station(said.encode()) as pointing:
                put("127.0.0.1", pointing.port)
                error = tried(f"http://127.0.0.1:{pointing.port}/")
                assert error is not None
                assert not error.again
                assert "不跟着转" in str(error)
                assert pointing.connections == 1
        assert sentinel.connections == 0


def test_a_name_that_nobody_knows_just_now_may_be_tried_again(put: Put) -> None:
    put(NAME, 443)
    error = tried(f"https://{NAME}/", always())
    assert error is not None
    assert error.again


def test_what_this_machine_is_called_in_its_network_is_itself_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for own in (True, False):
        monkeypatch.setattr(networks, "_is_own", lambda address, own=own: own)
        assert networks.may_call("10.20.0.8", inside=True) is not own
    monkeypatch.undo()
    assert networks._is_own(ip_address("127.0.0.1"))
    assert not networks._is_own(ip_address("1.2.4.8"))


def test_whoever_runs_the_program_may_name_a_place_too() -> None:
    with override_settings(PLACES_BY_ENVIRONMENT=((NAME, 8443, False),)):
        assert target_of(f"https://{NAME}:8443/", always("10.1.2.3")).addresses == ("10.1.2.3",)
        for url in (f"http://{NAME}:8443/", f"https://{NAME}/"):
            with pytest.raises(ForbiddenError):
                target_of(url, always("10.1.2.3"))
        with pytest.raises(ForbiddenError):
            target_of(f"https://{NAME}:8443/", always("127.0.0.1"))


@pytest.mark.parametrize("url", ["https://hooks.example.gov.cn", "HTTPS://Hooks.Example.gov.cn/"])
def test_an_ordinary_address_is_taken(put: Put, url: str) -> None:
    put(NAME, 443, inside=False, plain=False)
    target = target_of(url, always("1.2.4.8", "2400:3200::1"))
    assert target == Target("https", NAME, 443, "/", ("1.2.4.8", "2400:3200::1"))


def test_what_is_sent_is_what_was_written() -> None:
    path = "/in//x/../%E4%BD%A0%2f;a=1/?q=a%20b&x=%2F/?"
    assert written(f"https://a.cn:8443{path}").path == path
    assert written("https://a.cn?x=1").path == "/?x=1"
    with pytest.raises(ForbiddenError):
        written("https://a.cn/" + "x" * 2000)


def test_with_the_look_at_the_resolved_put_off_the_sentinel_counts(
    sentinel: Station, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "may_call", lambda text, *, inside: True)
    put(NAME, sentinel.port)
    for address in (*ANYWHERE, *OUTSIDE_ONLY):
        tried(f"http://{NAME}:{sentinel.port}/", always(address))
    assert sentinel.connections == len(ANYWHERE) + len(OUTSIDE_ONLY)


def test_with_this_machine_let_in_the_sentinel_counts(put: Put) -> None:
    with station() as sentinel:
        put("127.0.0.1", sentinel.port)
        put("localhost", sentinel.port)
        urls = [f"http://{host}:{sentinel.port}/" for host in ("127.0.0.1", "localhost")]
        assert [tried(url) for url in urls].count(None) == 0
        assert sentinel.connections == 0
        with override_settings(CALLS_TO_THIS_MACHINE=True):
            assert [tried(url) for url in urls] == [None, None]
        assert sentinel.connections == 2


def test_with_the_way_of_writing_put_off_the_sentinel_counts(
    sentinel: Station, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many of the forms do mean this machine to those who read them kindly."""
    put_every_form(put, sentinel.port)
    monkeypatch.setattr(addresses, "read_host", lambda text: text)
    monkeypatch.setattr(addresses, "may_call", lambda text, *, inside: True)
    for form in FORMS:
        tried(form.format(p=sentinel.port))
    assert sentinel.connections > 8
