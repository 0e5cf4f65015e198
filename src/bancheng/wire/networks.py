"""能不能连的网段: which addresses, in numbers, are ever called.

What a name resolves to is the other side's word, and may be this machine, a neighbour by link, or
the door where a cloud tells a machine its own secrets. The networks stand here in full, from the
registries of special addresses (RFC 6890 and its successors), because what Python's ``is_global``
says differs from one of its versions to the next.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]


def _networks(*texts: str) -> Networks:
    return tuple(ip_network(text) for text in texts)


INSIDE = _networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
"""Private networks, which the list may open for one host."""

NEVER = _networks(
    "0.0.0.0/8",
    "169.254.0.0/16",  # neighbours by link, and most clouds' secrets
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",  # relays of 6to4
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "100.100.100.200/32",  # a cloud's secrets, within what is otherwise a private network
    "168.63.129.16/32",  # another's, within what is otherwise public
    "fd00:ec2::/32",
    "fd20:ce::/32",
    "2001::/23",  # Teredo and other tunnels
    "2001:db8::/32",
    "2002::/16",  # 6to4, which hides an older address
    "3fff::/20",
)
PUBLIC_6 = ip_network("2000::/3")
"""All that is given out of the newer kind; whatever lies elsewhere is special."""

NAT64 = ip_network("64:ff9b::/96")
ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def may_call(text: str, *, inside: bool) -> bool:
    """Whether an address, in numbers, may be called; ``inside``: private networks too."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return may_call(str(address.ipv4_mapped), inside=inside)
        if address in NAT64:  # such a door leads to public addresses only
            return may_call(str(IPv4Address(int(address) & 0xFFFF_FFFF)), inside=False)
    if address.is_loopback or _is_own(address):
        return bool(settings.CALLS_TO_THIS_MACHINE)
    if _lies_in(NEVER, address):
        return False
    if _lies_in(INSIDE, address):
        return inside
    return isinstance(address, IPv4Address) or _is_public(address)


def _is_public(address: IPv6Address) -> bool:
    within = int(address) >> 32 & 0xFFFF_FFFF
    return address in PUBLIC_6 and within not in ISATAP


def _lies_in(networks: Networks, address: Address) -> bool:
    return any(address in network for network in networks if network.version == address.version)


def _is_own(address: Address) -> bool:
    """Whether this machine itself has the address: only then can a socket be bound to it."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    if address.is_unspecified or address.is_multicast:
        return False
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as tried:
            tried.bind((str(address), 0))
    except OSError:
        return False
    return True
