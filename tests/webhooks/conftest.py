"""What the tests of telling others share: the hall, a clock, and another system that listens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.test.utils import override_settings
from django.utils import timezone

from bancheng.clients.client_row import Client
from bancheng.webhooks import keeping, telling
from bancheng.webhooks.models import Subscription
from bancheng.wire import rounds, signing
from bancheng.wire.place_row import Place
from bancheng.wire.signing import Asked
from tests.api.partner import EVERYTHING, partner
from tests.casework.hall import Hall
from tests.web.conftest import NOW, clock, hall
from tests.wire.station import FINE, Station, station

__all__ = ["Listener", "clock", "hall", "listener", "listening", "there", "tick"]


@dataclass
class Listener:
    """Another system that is told; ``keys`` are those it was given."""

    station: Station
    subscription: Subscription
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)

    @property
    def client(self) -> Client:
        """Whose account decides what it is told."""
        return self.subscription.client

    def told(self) -> list[dict[str, Any]]:
        """Every message that came, each checked as the receiver checks it."""
        return [self.checked(request) for request in self.station.requests]

    def checked(self, request: bytes) -> dict[str, Any]:
        """One message. Fails unless it is signed, in time and new."""
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode("ascii").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        method, target, _ = first.split(" ")
        path, _, query = target.partition("?")
        seal = signing.seal_of(headers)
        assert seal is not None
        asked = Asked(method, unquote(path), query, body, headers)
        secret, algorithm = self.keys[seal.key]
        assert signing.is_signed(secret, asked, algorithm, seal)
        assert signing.is_in_time(seal, timezone.now().timestamp())
        found: dict[str, Any] = json.loads(body)
        assert headers[signing.ONCE] == found["id"]
        return found

    def give_key(self, algorithm: str = "hmac-sha256") -> str:
        """Another key, as the administrator hands it over."""
        issued = keeping.issue(self.subscription, algorithm, "keeper", None, timezone.now())
        self.keys[issued.key.name] = (issued.secret, algorithm)
        return issued.key.name


@pytest.fixture
def there(hall: Hall) -> Iterator[Station]:
    """A server on this machine that may be called."""
    with override_settings(CALLS_TO_THIS_MACHINE=True), station(FINE) as found:
        more = {"inside": True, "plain": True, "added_by": "keeper", "added_at": NOW}
        Place.objects.create(host="127.0.0.1", port=found.port, **more)
        yield found


def listening(
    there: Station,
    username: str = "api.hotline",
    unit: str = "hall",
    role: str = "window",
    acts: tuple[str, ...] = (),
    path: str = "/heard?x=1",
) -> Listener:
    """A client of a unit that is told of these acts."""
    client = partner(username, unit, role, EVERYTHING).client
    url = f"http://127.0.0.1:{there.port}{path}"
    subscription = keeping.subscribe(client, url, acts, "keeper", None, NOW)
    found = Listener(there, subscription)
    found.give_key()
    return found


@pytest.fixture
def listener(there: Station) -> Listener:
    """The hotline's program, with the account of a window."""
    return listening(there)


def tick(minutes: float = 0) -> int:
    """What a tick does about it."""
    now = timezone.now() + timedelta(minutes=minutes)
    telling.run(now)
    return rounds.run(now)
