"""The other system's program in a test: the package's own client, spoken to Django directly."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.test import Client as Browser
from django.utils import timezone

from bancheng.wire.client import Answer, Client
from tests.api.partner import EVERYTHING, Partner, partner


def send(method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """As over HTTP, without a wire; no cookie comes, so no token of a form either."""
    kind = headers.get("Content-Type", "application/octet-stream")
    answer = Browser(enforce_csrf_checks=True).generic(
        method, target, body, kind, headers=dict(headers)
    )
    is_json = "json" in answer.headers.get("Content-Type", "")
    told = json.loads(answer.content) if is_json else answer.content
    return Answer(answer.status_code, dict(answer.headers), told)


def client_of(who: Partner) -> Client:
    """The program with this partner's key."""
    return Client(
        "http://testserver",
        who.key,
        who.secret,
        who.algorithm,
        clock=lambda: timezone.now().timestamp(),
        send=send,
    )


def talking(
    username: str = "api.hotline",
    unit: str = "hall",
    role: str = "window",
    scopes: tuple[str, ...] = EVERYTHING,
) -> Client:
    """A new partner's program."""
    return client_of(partner(username, unit, role, scopes))
