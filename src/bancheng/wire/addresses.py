"""哪些地址可以连: an address given by a person is called only where the list of places has it, and
only after what its name resolves to has been looked at.

Two questions, both asked each time. Is the address, as written, one of the list's? Is every address
that the name resolves to one that may be called (``networks``)? The connection then goes to the
very addresses that were looked at, so that a name that answers differently the next moment gains
nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from bancheng.wire.networks import may_call
from bancheng.wire.place_row import Place

Resolve = Callable[[str, int], Iterable[str]]
"""From a host and port to the addresses it has."""

NAME = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
NUMBER = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
DOTTED = re.compile(rf"(?:{NUMBER}\.){{3}}{NUMBER}")
PLAIN = re.compile(r"[\x21-\x7e]*")
SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_LETTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
REST = re.compile(rf"((?:/{_LETTER}*)*)((?:\?(?:{_LETTER}|[/?])*)?)")
PORT = re.compile(r"[1-9][0-9]{0,4}")
PORTS = {"https": 443, "http": 80}
LONGEST = 2000
MOST_TRIED = 3
"""Addresses of one name that are tried, one after the other."""


class ForbiddenError(Exception):
    """An address that is not called. ``str()`` says why, and what to do."""


class UnknownHostError(ForbiddenError):
    """Nobody knows the name just now; a later try may help."""


@dataclass(frozen=True, slots=True)
class Written:
    """An address in its parts, as it will be sent: ``path`` with its query, ``host`` in small
    letters."""

    scheme: str
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Target(Written):
    """Where a connection goes: ``addresses`` were looked at, ``host`` is who must answer there."""

    addresses: tuple[str, ...]


def target_of(url: str, resolve: Resolve | None = None) -> Target:
    """Where an address leads. Raises ForbiddenError."""
    asked = written(url)
    place = place_of(asked)
    found = tuple(dict.fromkeys((resolve or resolved)(asked.host, asked.port)))
    if not found:
        raise UnknownHostError(f"找不到 {asked.host} 的地址。")
    for address in found:
        if not may_call(address, inside=place.inside):
            raise ForbiddenError(f"{asked.host} 指向 {address}，这样的地址不能连。")
    return Target(asked.scheme, asked.host, asked.port, asked.path, found[:MOST_TRIED])


def place_of(asked: Written) -> Place:
    """The place of the list that an address is at. Raises ForbiddenError."""
    place = listed(asked.host, asked.port)
    if place is None:
        named = f"{asked.host}:{asked.port}"
        raise ForbiddenError(f"{named} 不在可以连的地址里，请系统管理员先加上。")
    if asked.scheme == "http" and not place.plain:
        raise ForbiddenError(f"{place} 只许加密连接，地址要以 https:// 开头。")
    return place


def listed(host: str, port: int) -> Place | None:
    """A place put on the list by an administrator on a page, or by whoever runs the program."""
    for named, at, plain in settings.PLACES_BY_ENVIRONMENT:
        if (named, at) == (host, port):
            return Place(host=host, port=port, inside=True, plain=plain)
    return Place.objects.filter(host=host, port=port, ended_at=None).first()


def written(url: str) -> Written:
    """The parts of an address in the one way of writing that is taken; every other raises
    ForbiddenError. What is sent, and signed, is then exactly what was written."""
    if not PLAIN.fullmatch(url) or len(url) > LONGEST:
        raise ForbiddenError("地址里有空格、中文或者别的不能用的字符，或者太长。")
    begins = SCHEME.match(url)
    if begins is None:
        raise ForbiddenError("地址要以 https:// 开头。")
    scheme = begins[1].lower()
    whole = re.split(r"[/?#\\]", url[begins.end() :], maxsplit=1)[0]
    if "@" in whole:
        raise ForbiddenError("地址里不能有用户名和密码。")
    host, colon, port = whole.partition(":")
    rest = REST.fullmatch(url[begins.end() + len(whole) :])
    if rest is None:
        raise ForbiddenError("地址里不能有 #、反斜杠、引号这样的字符，% 后面要是两位十六进制数。")
    path, query = rest.groups()
    number = _port(port) if colon else PORTS[scheme]
    return Written(scheme, read_host(host.lower()), number, (path or "/") + query)


def read_host(text: str) -> str:
    """A host name in letters, or four decimal numbers. Raises ForbiddenError for what only
    resembles one: 0x7f.1, 2130706433, 127.1, 010.0.0.1, a name ending in a dot."""
    if not (DOTTED.fullmatch(text) or NAME.fullmatch(text)):
        raise ForbiddenError(f"“{text}”不是主机名，写成 api.example.gov.cn 或者 10.20.0.8 这样。")
    return text


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a host has by this machine's own look-up."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def _port(text: str) -> int:
    if not PORT.fullmatch(text) or int(text) > 65535:
        raise ForbiddenError("端口要是 1 到 65535 的数。")
    return int(text)
