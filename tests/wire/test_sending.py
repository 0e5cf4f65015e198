"""送出: to the very address looked at, under the host's certificate, and never for longer than it
may take."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test.utils import override_settings

from bancheng.wire import sending
from bancheng.wire.sending import Answer, NotSentError, Request, TooLongError, send
from tests.wire.certificates import server_side
from tests.wire.conftest import Put
from tests.wire.station import FINE, Station, dripping, read_request, station

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]
NAME = "hooks.example.gov.cn"


def ask(port: int, host: str = "127.0.0.1", scheme: str = "http", **more: object) -> Answer:
    """One request; whatever the name, it is here."""
    url = f"{scheme}://{host}:{port}/in?x=1"
    headers = {str(k): str(v) for k, v in more.items()}
    return send(Request("POST", url, b'{"a":1}', headers), lambda h, p: ["127.0.0.1"])


def failing(port: int, host: str = "127.0.0.1", scheme: str = "http") -> NotSentError:
    """Why it was not sent."""
    with pytest.raises(NotSentError) as error:
        ask(port, host, scheme)
    return error.value


def test_a_request_goes_to_the_address_looked_at_in_the_hosts_name(put: Put) -> None:
    with station() as there:
        put(NAME, there.port)
        answer = ask(there.port, NAME, Host="other.example", Connection="keep-alive", Own="yes")
    assert (answer.status, answer.body) == (200, b"ok")
    head, _, body = there.requests[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /in?x=1 HTTP/1.1"
    assert [line for line in lines if line.lower().startswith("host:")] == [
        f"Host: {NAME}:{there.port}"
    ]
    assert {"Own: yes", "User-Agent: bancheng", "Connection: close"} <= set(lines)
    assert "other.example" not in head.decode()
    assert body == b'{"a":1}'


@pytest.mark.parametrize("value", ["a\r\nX: 1", "a\nX: 1", "a\x00", "甲", "a\r\n b"])
def test_a_header_cannot_bring_another(put: Put, value: str) -> None:
    with station() as there:
        put("127.0.0.1", there.port)
        with pytest.raises(NotSentError) as error:
            ask(there.port, Own=value)
        assert not error.value.again
        assert there.connections == 0


def test_no_proxy_of_the_environment_is_used(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    with station() as proxy, station() as there:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            for one in (name, name.upper()):
                monkeypatch.setenv(one, f"http://127.0.0.1:{proxy.port}")
        put("127.0.0.1", there.port)
        ask(there.port)
        assert (proxy.connections, there.connections) == (0, 1)


def test_a_certificate_must_be_known_and_the_hosts(put: Put, tmp_path: Path) -> None:
    over, known = server_side(tmp_path, NAME)
    with station(over=over) as there:
        for host in (NAME, "other.example.gov.cn"):
            put(host, there.port)
        unknown = failing(there.port, NAME, "https")
        with override_settings(TRUSTED_AUTHORITIES=known):
            other = failing(there.port, "other.example.gov.cn", "https")
            assert there.requests == []
            assert ask(there.port, NAME, "https").status == 200
        for error in (unknown, other):
            assert "证书不对" in str(error)
            assert error.again
        assert len(there.requests) == 1


def test_a_certificate_of_numbers_is_for_those_numbers(put: Put, tmp_path: Path) -> None:
    over, known = server_side(tmp_path, "127.0.0.1")
    with station(over=over) as there, override_settings(TRUSTED_AUTHORITIES=known):
        put("127.0.0.1", there.port)
        put(NAME, there.port)
        assert ask(there.port, scheme="https").status == 200
        assert "证书不对" in str(failing(there.port, NAME, "https"))


def test_a_lost_file_of_authorities_is_said_and_not_fatal(put: Put, tmp_path: Path) -> None:
    put(NAME, 443)
    with override_settings(TRUSTED_AUTHORITIES=str(tmp_path / "gone.pem")):
        assert "BANCHENG_AUTHORITIES" in str(failing(443, NAME, "https"))


def test_plain_talk_where_tls_was_meant_is_no_answer(put: Put) -> None:
    with station(lambda link, where: link.sendall(FINE)) as there:
        put(NAME, there.port)
        assert "加密连接没有谈成" in str(failing(there.port, NAME, "https"))


HEAD = b"HTTP/1.1 200 OK\r\n"
ENDLESS: dict[str, Callable[[socket.socket, Station], None]] = {
    "no answer": lambda link, where: (read_request(link), where.closed.wait(15), None)[-1],
    "a head letter by letter": dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05),
    "header after header": dripping(HEAD, b"X: 1\r\n", 0.05),
    "only ever 100 Continue": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    "a body by and by": dripping(HEAD + b"Content-Length: 900000\r\n\r\n", b"x", 0.05),
    "a body without length": dripping(HEAD + b"\r\n", b"x", 0.05),
    "closed, without length": dripping(HEAD + b"Connection: close\r\n\r\n", b"x", 0.05),
    "chunks": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
}


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("how", ENDLESS)
def test_an_answer_that_does_not_end_is_ended(
    put: Put, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str, tls: bool
) -> None:
    monkeypatch.setattr(sending, "ANSWER_SECONDS", 0.15)
    over, known = server_side(tmp_path, NAME) if tls else (None, "")
    with station(ENDLESS[how], over) as there, override_settings(TRUSTED_AUTHORITIES=known):
        put(NAME, there.port)
        began = time.monotonic()
        error = failing(there.port, NAME, "https" if tls else "http")
        assert time.monotonic() - began < 3
        assert error.again


def test_a_flood_is_read_up_to_a_limit(put: Put) -> None:
    flood = dripping(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x" * 65_536, 0)
    with station(flood) as there:
        put("127.0.0.1", there.port)
        assert "应答太长" in str(failing(there.port))


@pytest.mark.parametrize("length", [b"Content-Length: 99999999\r\n", b""], ids=["told", "untold"])
def test_of_an_error_the_words_are_not_read(put: Put, length: bytes) -> None:
    head = b"HTTP/1.1 503 Busy\r\nRetry-After: 7\r\n"
    with station(dripping(head + length + b"\r\n", b"x" * 65_536, 0)) as there:
        put("127.0.0.1", there.port)
        error = failing(there.port)
    assert (error.status, error.again, error.after) == (503, True, 7)
    assert not isinstance(error, TooLongError)


@pytest.mark.parametrize("head", [b"Content-Length: 11\r\n", b""], ids=["told", "untold"])
def test_how_much_is_read_is_for_the_caller_to_say(put: Put, head: bytes) -> None:
    with station(HEAD + head + b"\r\n" + b"x" * 11) as there:
        put("127.0.0.1", there.port)
        asked = Request("GET", f"http://127.0.0.1:{there.port}/")
        with pytest.raises(TooLongError):
            send(asked, longest=10)
        assert send(asked, longest=11).body == b"x" * 11


def test_half_an_answer_is_none(put: Put) -> None:
    with station(HEAD + b"Content-Length: 11\r\n\r\n" + b"x" * 10) as there:
        put("127.0.0.1", there.port)
        assert failing(there.port).again


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 20x OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_a_failure_and_no_crash(put: Put, answer: bytes) -> None:
    with station(answer) as there:
        put("127.0.0.1", there.port)
        failing(there.port)


def test_a_packed_answer_is_not_unpacked(put: Put) -> None:
    packed = b"\x1f\x8b\x08\x00" + b"\x00" * 20
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: 24\r\n\r\n"
    with station(head + packed) as there:
        put("127.0.0.1", there.port)
        assert ask(there.port).body == packed


STATUS = {
    400: (False, 0),
    401: (False, 0),
    404: (False, 0),
    408: (True, 0),
    410: (False, 0),
    425: (True, 0),
    429: (True, 7),
    500: (True, 7),
    503: (True, 7),
}


@pytest.mark.parametrize("status", STATUS)
def test_which_answers_are_worth_another_try(put: Put, status: int) -> None:
    again, after = STATUS[status]
    wait = f"Retry-After: {after}\r\n" if after else ""
    with station(f"HTTP/1.1 {status} X\r\n{wait}Content-Length: 0\r\n\r\n".encode()) as there:
        put("127.0.0.1", there.port)
        error = failing(there.port)
    assert (error.status, error.again, error.after) == (status, again, after)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("120", 120, 120),
        ("999999999", 86_400, 86_400),
        ("9" * 6000, 0, 0),
        ("-5", 0, 0),
        ("soon", 0, 0),
        ("１２", 0, 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400, 86_400),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
        ("Fri, 99 Foo 1999", 0, 0),
    ],
)
def test_how_long_the_other_side_asks_to_wait(said: str, least: int, most: int) -> None:
    assert least <= sending._asked_to_wait(said) <= most


def test_the_next_of_its_addresses_is_tried_where_the_first_takes_no_connection(
    put: Put,
) -> None:
    with station() as there:
        put(NAME, there.port)
        url = f"http://{NAME}:{there.port}/"
        answer = send(Request("GET", url), lambda h, p: ["::1", "127.0.0.1"])
    assert answer.status == 200
    assert there.requests[0].startswith(b"GET / HTTP/1.1\r\n")


def test_nobody_there_is_said_without_a_detail_of_the_machine(put: Put) -> None:
    with station() as there:
        port = there.port
    put("127.0.0.1", port)
    assert str(failing(port)) == f"没有连上 127.0.0.1:{port}：连接断了或者没人接"


def test_certificates_are_asked_for_and_checked_by_default() -> None:
    context = sending.trust("")
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
