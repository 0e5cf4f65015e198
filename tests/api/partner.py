"""Another system in a test: a client with a key, and requests as it signs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.test import RequestFactory

from bancheng.clients.client_row import Client
from bancheng.clients.keeping import Wanted, issue, new_client
from bancheng.people import seats
from bancheng.wire import signing
from bancheng.wire.signing import Asked
from tests.web.conftest import NOW

SECOND = int(NOW.timestamp())
EVERYTHING = (
    *("read", "files", "register", "accept", "submit", "screen", "transfer", "note", "claim"),
)


@dataclass
class Partner:
    """A client and one of its keys."""

    client: Client
    key: str
    secret: str
    algorithm: str = "hmac-sha256"


def partner(
    username: str = "api.hotline",
    unit: str = "hall",
    role: str = "window",
    scopes: Sequence[str] = EVERYTHING,
    addresses: Sequence[str] = ("127.0.0.1",),
    algorithm: str = "hmac-sha256",
) -> Partner:
    """A client of a unit, with a key."""
    wanted = Wanted(username, "热线平台", seats.unit_by_code(unit), role, scopes, addresses)
    client = new_client(wanted, "keeper", NOW)
    issued = issue(client, algorithm, "keeper", None, NOW)
    return Partner(client, issued.key.name, issued.secret, algorithm)


@dataclass(frozen=True)
class Sent:
    """A request with every part that can be tampered with."""

    method: str = "POST"
    path: str = "/api/v1/cases"
    query: str = "centre=hall&stage=accepted"
    body: bytes = b'{"centre": "hall", "act": "register", "given": {}}'
    key: str = ""
    time: str = str(SECOND)
    nonce: str = "0123456789abcdef"
    signature: str = ""
    once: str = "key-0001"
    match: str = '"3"'
    address: str = "127.0.0.1"

    def as_asked(self) -> Asked:
        """As it is signed."""
        headers = {signing.ONCE: self.once, signing.MATCH: self.match}
        return Asked(self.method, self.path, self.query, self.body, headers)

    def as_request(self) -> HttpRequest:
        """As it arrives."""
        return RequestFactory().generic(
            self.method,
            self.path,
            self.body,
            "application/json",
            headers={
                signing.KEY: self.key,
                signing.TIME: self.time,
                signing.NONCE: self.nonce,
                signing.SIGNATURE: self.signature,
                signing.ONCE: self.once,
                signing.MATCH: self.match,
            },
            QUERY_STRING=self.query,
            REMOTE_ADDR=self.address,
        )


def signature_of(sent: Sent, who: Partner) -> str:
    """The signature that the partner puts under it."""
    return signing.sign(
        who.secret, sent.as_asked(), who.algorithm, sent.key, int(sent.time), sent.nonce
    )
