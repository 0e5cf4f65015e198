"""送出: a message in their fields to their address, signed, and their answer read."""

from __future__ import annotations

import json
from collections.abc import Mapping as Told
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from bancheng.channels.hotline.mapping import Mapping, When
from bancheng.channels.hotline.setting import OrderSettings
from bancheng.core.calendar import CHINA
from bancheng.wire.client import Client
from bancheng.wire.sending import Answer, NotSentError, Request, send
from bancheng.wire.signing import ONCE, Asked

ALGORITHMS = {"bancheng": "hmac-sha256", "bancheng-sm3": "hmac-sm3"}


def send_message(
    settings: OrderSettings, mapping: Mapping, told: Told[str, Any], now: datetime
) -> None:
    """Raises NotSentError."""
    message = mapping.of(str(told["message"]))
    body = json.dumps(
        composed(message.fields, told, mapping) | message.fixed, ensure_ascii=False
    ).encode()
    url = settings.address.rstrip("/") + message.path
    answer = send(signed(settings, "POST", url, body, str(told["id"]), now))
    _must_say_yes(answer, mapping.accepted_when)


def ask(settings: OrderSettings, mapping: Mapping, now: datetime) -> Answer:
    """Ask the other side for nothing but an answer. Raises NotSentError."""
    url = settings.address.rstrip("/") + mapping.ping
    return send(signed(settings, "GET", url, b"", "", now))


def composed(fields: Told[str, str], told: Told[str, Any], mapping: Mapping) -> dict[str, Any]:
    """Our values under their names; what is empty is left out. A dot leads into an inner object."""
    found: dict[str, Any] = {}
    for theirs, ours in fields.items():
        value = _value(ours, str(told.get(ours) or ""), mapping)
        if not value:
            continue
        *outer, last = theirs.split(".")
        inner = found
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return found


def _value(name: str, value: str, mapping: Mapping) -> str:
    if name == "at" and value and mapping.time != "iso":
        return datetime.fromisoformat(value).astimezone(CHINA).strftime(mapping.time)
    return mapping.codes.get(name, {}).get(value, value)


def signed(
    settings: OrderSettings,
    method: str,
    url: str,
    body: bytes,
    once: str,
    now: datetime,
    accept: str = "application/json",
) -> Request:
    """A request to the other side, by which it knows us."""
    headers = {"Accept": accept}
    headers |= {"Content-Type": "application/json"} if body else {}
    headers |= {ONCE: once} if once else {}
    secret = settings.secret.get_secret_value()
    if settings.signing in ALGORITHMS:
        parts = urlsplit(url)
        asked = Asked(method, unquote(parts.path), parts.query, body, headers)
        signer = Client(url, settings.key, secret, ALGORITHMS[settings.signing], now.timestamp)
        headers |= signer.seal(asked)
    elif settings.signing == "header":
        headers[settings.key] = secret
    return Request(method, url, body, headers)


def _must_say_yes(answer: Answer, when: When) -> None:
    """Many say 200 to everything and what they mean within."""
    if not when.field:
        return
    try:
        value: Any = json.loads(answer.body)
    except ValueError:
        raise NotSentError("对方的应答不是 JSON，看不出收下没有。") from None
    for part in when.field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if str(value) not in {str(good) for good in when.values}:
        said = f"对方没有收下：应答里“{when.field}”是“{str(value)[:40]}”。"
        raise NotSentError(said, status=answer.status)
