"""去单位统一身份: sends somebody off to it, and knows them again when they come back.

Each way off has its own state (whose answer this is), nonce (whose proof) and verifier (who may
redeem the code, PKCE); they stay in this browser's session, are good for ten minutes, and once.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bancheng.identity.organisation.service import Service, doors_of

OFF = "off_to_organisation"
GOOD_FOR_SECONDS = 600
AT_ONCE = 5
"""Ways off kept for one browser: somebody has several tabs."""
BACK = "organisation-back"


@dataclass(frozen=True, slots=True)
class Way:
    """``binds``: the person who wants to bind their account, or 0 for signing in."""

    nonce: str
    verifier: str
    binds: int
    wanted: str


def send_off(request: HttpRequest, service: Service, wanted: str, binds: int = 0) -> str:
    """The address of the service to send the browser to. Raises OrganisationError."""
    doors = doors_of(service)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    now = timezone.now().timestamp()
    held = dict(list(request.session.get(OFF, {}).items())[-(AT_ONCE - 1) :])
    held[state] = {"at": now, "nonce": nonce, "verifier": verifier, "binds": binds, "to": wanted}
    request.session[OFF] = held
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": service.client,
        "redirect_uri": back_to(request),
        "state": state,
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in doors.authorization else "?"
    return f"{doors.authorization}{joint}{urlencode(asked)}"


def way_back(request: HttpRequest, state: str) -> Way | None:
    """The way off that an answer belongs to; taken off the list, whatever comes of it."""
    held = dict(request.session.get(OFF, {}))
    way = held.pop(state, None)
    request.session[OFF] = held
    if way is None or timezone.now().timestamp() - way["at"] > GOOD_FOR_SECONDS:
        return None
    return Way(way["nonce"], way["verifier"], way["binds"], way["to"])


def back_to(request: HttpRequest) -> str:
    """The address the service sends people back to; it must be entered there."""
    return request.build_absolute_uri(reverse(BACK))


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
