"""哪些地址可以连: an address given by a person is called only where the list of places has it, and
only after what its name resolves to has been looked at.

Two questions, both asked each time. Is the address, as written, one of the list's? Is every address
that the name resolves to one that may be called: public, or within a private network where the
list says so? This machine itself, its neighbours by link, and the doors where clouds tell their
secrets are never called. The connection then goes to the very address that was looked at, so that
a name that answers differently the next moment gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from bancheng.wire.place_row import Place

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
"""From a host and port to the addresses it has."""

NAME = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
DOTTED = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)", re.ASCII)
TARGET = re.compile(r"[\x21-\x7e]*")
PORTS = {"https": 443, "http": 80}
INSIDE = tuple(
    ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)
"""Private networks, which the list may open for one host."""
NEVER = tuple(ip_network(text) for text in ("100.100.100.200/32", "fd00:ec2::/32"))
"""Where clouds tell a machine its own secrets, though the network around is private."""
NAT64 = ip_network("64:ff9b::/96")


class ForbiddenError(Exception):
    """An address that is not called. ``str()`` says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a connection goes: ``address`` was looked at, ``host`` is who must answer there."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def target_of(url: str, resolve: Resolve | None = None) -> Target:
    """Where an address leads. Raises ForbiddenError."""
    scheme, host, port, path = written(url)
    place = Place.objects.filter(host=host, port=port, ended_at=None).first()
    if place is None:
        raise ForbiddenError(f"{host}:{port} 不在可以连的地址里，请系统管理员先加上。")
    if scheme == "http" and not place.plain:
        raise ForbiddenError(f"{host}:{port} 只许加密连接，地址要以 https:// 开头。")
    found = list(dict.fromkeys((resolve or resolved)(host, port)))
    if not found:
        raise ForbiddenError(f"找不到 {host} 的地址。")
    for address in found:
        if not may_call(address, inside=place.inside):
            raise ForbiddenError(f"{host} 指向 {address}，这样的地址不能连。")
    return Target(scheme, host, port, found[0], path)


def written(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port, and path with query, of an address in the one way of writing that is
    taken. Raises ForbiddenError for every other."""
    if not TARGET.fullmatch(url) or "\\" in url:
        raise ForbiddenError("地址里有空格、中文或者别的不能用的字符。")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ForbiddenError("地址写得不对。") from None
    if parts.scheme not in PORTS:
        raise ForbiddenError("地址要以 https:// 开头。")
    if "@" in parts.netloc or parts.fragment or "#" in url:
        raise ForbiddenError("地址里不能有用户名、密码和 #。")
    host = parts.netloc.partition(":")[0].lower()
    return (
        parts.scheme,
        read_host(host),
        port or PORTS[parts.scheme],
        _path(parts.path, parts.query),
    )


def read_host(text: str) -> str:
    """A host name in letters, or four decimal numbers. Raises ForbiddenError for what only
    resembles one: 0x7f.1, 2130706433, 127.1, a name ending in a dot."""
    if not (DOTTED.fullmatch(text) or NAME.fullmatch(text)):
        raise ForbiddenError(f"“{text}”不是主机名，写成 api.example.gov.cn 或者 10.20.0.8 这样。")
    return text


def may_call(text: str, *, inside: bool) -> bool:
    """Whether an address, in numbers, may be called; ``inside``: private networks too."""
    try:
        address = _unwrapped(ip_address(text.partition("%")[0]))
    except ValueError:
        return False
    if any(address in network for network in NEVER if network.version == address.version):
        return False
    if address.is_loopback:
        return bool(settings.CALLS_TO_THIS_MACHINE)
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    if any(address in network for network in INSIDE if network.version == address.version):
        return inside
    return address.is_global


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a host has by this machine's own look-up."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def _unwrapped(address: Address) -> Address:
    """The older kind of address that one of the newer kind may stand for."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _path(path: str, query: str) -> str:
    return (path or "/") + (f"?{query}" if query else "")
