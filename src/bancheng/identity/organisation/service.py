"""单位统一身份的地址: which service is trusted here, where its doors are, what it signs by.

The environment names the issuer; the rest is asked of the issuer itself and kept for an hour.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from bancheng.identity.organisation.refused import UNREACHABLE, OrganisationError, not_right
from bancheng.wire.sending import Answer, NotSentError, Request, send

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT_SECONDS = 3600
ASKED_AGAIN_SECONDS = 60
"""A key nobody has seen makes us ask again, but not more often than this."""
LEFT_ALONE_SECONDS = 30
"""So long a service that did not answer is not called, that strangers cannot keep us waiting."""


@dataclass(frozen=True, slots=True)
class Service:
    """``strong``: what its ``amr`` or ``acr`` must say for its sign-in to count as both steps."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str
    strong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Doors:
    """Its own addresses, as it tells them."""

    authorization: str
    token: str
    keys: str
    methods: tuple[str, ...]


@dataclass(slots=True)
class _Kept:
    at: float
    doors: Doors
    keys: list[Mapping[str, Any]]
    keys_at: float


_kept: dict[str, _Kept] = {}
_silent: dict[str, float] = {}


def configured() -> Service | None:
    """The one the environment names."""
    named = settings.OIDC
    if named is None:
        return None
    strong = frozenset(named["strong"])
    return Service(named["issuer"], named["client"], named["secret"], named["name"], strong)


def offered() -> Service | None:
    """The one people may sign in by: named, and the extra ``oidc`` is installed."""
    return configured() if find_spec("jwt") is not None else None


def doors_of(service: Service) -> Doors:
    """Where to send people and codes. OrganisationError where it cannot be asked."""
    return _known(service).doors


def keys_of(service: Service, kid: str | None) -> list[Mapping[str, Any]]:
    """The keys a proof may be signed by; asked for again where one is new."""
    known = _known(service)
    now = time.monotonic()
    fitting = _fitting(known.keys, kid)
    stale = now - known.keys_at > (KEPT_SECONDS if fitting else ASKED_AGAIN_SECONDS)
    if known.keys_at == 0 or stale:
        found = _list(_asked(service, known.doors.keys).get("keys"))
        known.keys = [key for key in found if isinstance(key, dict)]
        known.keys_at = now
        fitting = _fitting(known.keys, kid)
    return fitting


def call(service: Service, request: Request) -> Answer:
    """One request to the service. OrganisationError where it does not answer or refuses."""
    if time.monotonic() - _silent.get(service.issuer, -LEFT_ALONE_SECONDS) < LEFT_ALONE_SECONDS:
        raise OrganisationError(UNREACHABLE)
    try:
        return send(request)
    except NotSentError as unsent:
        if 400 <= unsent.status < 500:
            raise not_right(f"它不认这一次的登录（{unsent.status}）") from None
        _silent[service.issuer] = time.monotonic()
        raise OrganisationError(f"{UNREACHABLE}（{unsent}）") from None


def forget() -> None:
    """Ask anew the next time."""
    _kept.clear()
    _silent.clear()


def _known(service: Service) -> _Kept:
    known, now = _kept.get(service.issuer), time.monotonic()
    if known is None or now - known.at > KEPT_SECONDS:
        known = _kept[service.issuer] = _Kept(now, _doors(service), [], 0)
    return known


def _doors(service: Service) -> Doors:
    told = _asked(service, service.issuer.rstrip("/") + WELL_KNOWN)
    if told.get("issuer") != service.issuer:
        raise not_right("它自称的名字和设置的不一样")
    found = [told.get(f"{name}_endpoint") for name in ("authorization", "token")]
    texts = [each for each in (*found, told.get("jwks_uri")) if isinstance(each, str)]
    if len(texts) != 3 or not all(_as_safe(each, service.issuer) for each in texts):
        raise not_right("它没有说清自己的地址，或者地址不加密")
    methods = _list(told.get("token_endpoint_auth_methods_supported"))
    return Doors(texts[0], texts[1], texts[2], tuple(map(str, methods)))


def _as_safe(address: str, issuer: str) -> bool:
    return address.startswith("https://") or issuer.startswith("http://")


def _asked(service: Service, address: str) -> dict[str, Any]:
    return read(call(service, Request("GET", address, headers={"Accept": "application/json"})).body)


def read(body: bytes) -> dict[str, Any]:
    """An answer of the service. OrganisationError where it is none."""
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise not_right("它的答复读不懂")
    return found


def _fitting(keys: list[Mapping[str, Any]], kid: str | None) -> list[Mapping[str, Any]]:
    signing = [key for key in keys if key.get("use", "sig") == "sig"]
    return [key for key in signing if kid is None or key.get("kid") == kid]


def _list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []
