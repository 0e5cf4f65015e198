"""送出: one request to an address of the list, to the very address looked at, and nowhere else.

No redirect is followed, no proxy of the environment is used, an answer is read up to a limit and
within a time, and the certificate must be the host's.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

from bancheng.wire.addresses import ForbiddenError, Resolve, Target, target_of

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 10.0
LONGEST_ANSWER = 1_000_000
"""Bytes; what is longer is not read."""
PIECE = 16_384


class NotSentError(Exception):
    """Nobody knows that it arrived. ``again``: whether another try may help; ``status``: of the
    answer, if there was one; ``after``: seconds the other side asks to wait."""

    def __init__(self, why: str, *, again: bool = True, status: int = 0, after: int = 0) -> None:
        self.again, self.status, self.after = again, status, after
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent."""

    method: str
    url: str
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with a status below 300."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def send(request: Request, resolve: Resolve | None = None) -> Answer:
    """Raises NotSentError: the address is forbidden, nobody answered, or the answer is no success.

    An answer of 3xx is none: nothing is sent to where it points.
    """
    try:
        target = target_of(request.url, resolve)
    except ForbiddenError as forbidden:
        raise NotSentError(str(forbidden), again=False) from None
    ends = time.monotonic() + ANSWER_SECONDS
    pool = _pool(target)
    try:
        answer = pool.urlopen(
            request.method,
            target.path,
            body=request.body or None,
            headers={"Host": _host(target), "User-Agent": "bancheng", **request.headers},
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
        )
        body = _read(answer, ends)
    except (HTTPError, OSError) as error:
        raise NotSentError(f"没有连上 {target.host}：{_why(error)}") from None
    finally:
        pool.close()
    if answer.status >= 300:
        raise _not_a_success(target, answer)
    return Answer(answer.status, dict(answer.headers), body)


def _pool(target: Target) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS)
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.address, target.port, timeout=timeout, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        target.address,
        target.port,
        timeout=timeout,
        maxsize=1,
        ssl_context=_trust(settings.TRUSTED_AUTHORITIES),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


@cache
def _trust(own: str) -> ssl.SSLContext:
    """The machine's own authorities, and those of an office's network where it named a file."""
    context = ssl.create_default_context()
    if own:
        context.load_verify_locations(own)
    return context


def _host(target: Target) -> str:
    usual = {"https": 443, "http": 80}[target.scheme]
    return target.host if target.port == usual else f"{target.host}:{target.port}"


def _read(answer: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    found = bytearray()
    while piece := answer.read1(PIECE):
        found += piece
        if len(found) > LONGEST_ANSWER:
            raise OSError("应答太长")
        if time.monotonic() > ends:
            raise TimeoutError("应答太慢")
    return bytes(found)


def _not_a_success(target: Target, answer: urllib3.BaseHTTPResponse) -> NotSentError:
    status = answer.status
    if status < 400:
        said = f"{target.host} 要转到别处（{status}），不跟着转，请把地址改成转到的那个。"
        return NotSentError(said, again=False, status=status)
    wait = answer.headers.get("Retry-After", "")
    after = min(int(wait), 86_400) if wait.isascii() and wait.isdigit() else 0
    again = status >= 500 or status in (408, 425, 429)
    return NotSentError(f"{target.host} 答复 {status}", again=again, status=status, after=after)


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or isinstance(getattr(error, "reason", None), ssl.SSLError):
        return "对方的证书不对"
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return "等得太久"
    if isinstance(error, urllib3.exceptions.SSLError):
        return "对方的证书不对"
    return (
        str(error) if isinstance(error, OSError) and "应答" in str(error) else "连接断了或者没人接"
    )
