"""送出: one request to an address of the list, to the very address looked at, and nowhere else.

No redirect is followed, no proxy of the environment is used, an answer is read up to a limit and
within a time, however it comes, and the certificate must be the host's.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPException
from threading import Event, Timer

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import HTTPResponse

from bancheng.wire.addresses import (
    PORTS,
    ForbiddenError,
    Resolve,
    Target,
    UnknownHostError,
    target_of,
)

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 10.0
LONGEST_ANSWER = 1_000_000
"""Bytes; what is longer is not read."""
PIECE = 16_384
LONGEST_WAIT = 86_400
"""Seconds that another side can ask us to wait, at most."""
OURS = ("host", "user-agent", "connection", "accept-encoding", "content-length")
"""Headers that nobody but this module writes."""
MEANT = {
    401: "，对方不认我们的密钥或者账号，请核对",
    403: "，对方不让我们用，请核对密钥，或者请对方放行",
    404: "，那里没有这个路径，请核对地址",
}
"""What an answer most likely means, for whoever set the address up."""
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e]*")


class NotSentError(Exception):
    """Nobody knows that it arrived. ``again``: whether another try may help; ``status``: of the
    answer, if there was one; ``after``: seconds the other side asks to wait; ``counts``: whether it
    was a try at all, and not only that our own side is switched off."""

    def __init__(
        self,
        why: str,
        *,
        again: bool = True,
        status: int = 0,
        after: int = 0,
        counts: bool = True,
    ) -> None:
        self.again, self.status, self.after, self.counts = again, status, after, counts
        super().__init__(why)


class TooLongError(NotSentError):
    """The answer is longer than what was to be read, and the rest of it was not."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent."""

    method: str
    url: str
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with a status of 200 to 299."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def send(
    request: Request,
    resolve: Resolve | None = None,
    *,
    longest: int = LONGEST_ANSWER,
    seconds: float | None = None,
) -> Answer:
    """Raises NotSentError: the address is forbidden, nobody answered, or the answer is no success.

    An answer of 3xx is none: nothing is sent to where it points. ``longest``: how many bytes of an
    answer are read, TooLongError beyond; ``seconds``: how long the whole of it may take.
    """
    try:
        target = target_of(request.url, resolve)
    except ForbiddenError as forbidden:
        later = isinstance(forbidden, UnknownHostError)
        raise NotSentError(str(forbidden), again=later) from None
    headers = _headers(target, request.headers)
    try:
        link = _connected(target)
        try:
            answer, body = _answered(
                link, request, target, headers, (longest, seconds or ANSWER_SECONDS)
            )
        finally:
            link.close()
    except (HTTPError, HTTPException, OSError) as error:
        raise NotSentError(f"没有连上 {_named(target)}：{_why(error)}") from None
    if not 200 <= answer.status < 300:
        raise _not_a_success(target, answer)
    return Answer(answer.status, dict(answer.headers), body)


def _connected(target: Target) -> HTTPConnection:
    """A connection to the first of the looked-at addresses that takes one."""
    *others, last = target.addresses
    for address in others:
        with suppress(NewConnectionError, ConnectTimeoutError):
            return _to(address, target)
    return _to(last, target)


def _to(address: str, target: Target) -> HTTPConnection:
    link: HTTPConnection
    if target.scheme == "http":
        link = HTTPConnection(address, target.port, timeout=CONNECT_SECONDS)
    else:
        link = HTTPSConnection(
            address,
            target.port,
            timeout=CONNECT_SECONDS,
            ssl_context=trust(settings.TRUSTED_AUTHORITIES),
            server_hostname=target.host,
        )
    try:
        link.connect()
    except BaseException:
        link.close()
        raise
    link.timeout = ANSWER_SECONDS
    link.sock.settimeout(ANSWER_SECONDS)
    return link


def _answered(
    link: HTTPConnection,
    request: Request,
    target: Target,
    headers: Mapping[str, str],
    limits: tuple[int, float],
) -> tuple[HTTPResponse, bytes]:
    longest, seconds = limits
    with _until(link.sock, seconds) as over:
        try:
            body = request.body or None
            link.request(
                request.method,
                target.path,
                body=body,
                headers=headers,
                preload_content=False,
                decode_content=False,
            )
            answer = link.getresponse()
            with closing(answer):  # also where the rest is not read
                good = 200 <= answer.status < 300  # of any other nobody needs the rest
                found = _read(answer, longest, target) if good else b""
        except (HTTPError, HTTPException, OSError):
            if over.is_set():  # whatever it looked like, it was we who cut it
                raise TimeoutError from None
            raise
        if over.is_set():
            raise TimeoutError
    return answer, found


@contextmanager
def _until(sock: socket.socket | ssl.SSLSocket, seconds: float) -> Iterator[Event]:
    """Cuts a connection when its time is over, wherever it is then: a side that says one letter
    every few seconds would keep any limit on single pieces for ever."""
    over = Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


@cache
def trust(own: str) -> ssl.SSLContext:
    """The machine's own authorities, and those of an office's network where it named a file."""
    context = ssl.create_default_context()
    if own:
        context.load_verify_locations(own)
    return context


def _headers(target: Target, given: Mapping[str, str]) -> dict[str, str]:
    for name, value in given.items():
        if not HEADER.fullmatch(f"{name}:{value}"):
            raise NotSentError(f"请求头 {name!r} 里有不能用的字符。", again=False)
    return {
        **{name: value for name, value in given.items() if name.lower() not in OURS},
        "Host": _named(target),
        "User-Agent": "bancheng",
        "Connection": "close",
        "Accept-Encoding": "identity",
    }


def _named(target: Target) -> str:
    """The host, with its port where that is not the usual one."""
    usual = PORTS[target.scheme] == target.port
    return target.host if usual else f"{target.host}:{target.port}"


def _read(answer: HTTPResponse, longest: int, target: Target) -> bytes:
    too_long = TooLongError(f"{_named(target)} 的应答太长", status=answer.status)
    if (answer.length_remaining or 0) > longest:
        raise too_long
    found = bytearray()
    while piece := answer.read1(PIECE):
        found += piece
        if len(found) > longest:
            raise too_long
    return bytes(found)


def _not_a_success(target: Target, answer: HTTPResponse) -> NotSentError:
    status = answer.status
    if 300 <= status < 400:
        said = f"{target.host} 要转到别处（{status}），不跟着转，请把地址改成转到的那个。"
        return NotSentError(said, again=False, status=status)
    again = status >= 500 or status in (408, 425, 429)
    after = _asked_to_wait(answer.headers.get("Retry-After", ""))
    said = f"{target.host} 答复 {status}{MEANT.get(status, '')}"
    return NotSentError(said, again=again, status=status, after=after)


def _asked_to_wait(said: str) -> int:
    """Seconds, from a number or a date."""
    if re.fullmatch(r"[0-9]{1,9}", said):
        return min(int(said), LONGEST_WAIT)
    try:
        ahead = parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0
    return max(0, min(int(ahead), LONGEST_WAIT))


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "对方的证书不对"
    if isinstance(error, ssl.SSLError):
        return "加密连接没有谈成"
    if isinstance(error, FileNotFoundError):
        return "找不到本单位信任的证书文件（BANCHENG_AUTHORITIES）"
    slow = isinstance(error, TimeoutError | ConnectTimeoutError | ReadTimeoutError)
    if slow and not isinstance(error, NewConnectionError):  # which urllib3 counts among them
        return "等得太久"
    return "连接断了或者没人接"
