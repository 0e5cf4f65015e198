"""送通知: a letter goes out signed, if its account may still read the case it tells of."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.utils import timezone

from bancheng.casework import access
from bancheng.clients.client_row import READ
from bancheng.webhooks.keeping import live_keys, secret_of
from bancheng.webhooks.message import ping
from bancheng.webhooks.models import HookKey, Subscription
from bancheng.wire import letters, rounds, signing
from bancheng.wire.addresses import ForbiddenError, written
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError, Request, send
from bancheng.wire.signing import Asked

TRYING = "试一下"


def carry(letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
    """The carrier of every ``webhook:`` road. Raises NotSentError or NoLongerError."""
    number = int(letter.road.partition(":")[2])
    subscription = Subscription.objects.select_related("client__user").get(pk=number)
    if subscription.ended_at is not None:
        raise NoLongerError("通知停了。")
    if subscription.client.stopped_at is not None:
        raise NotSentError("接口账号停用了，恢复以后再送。", counts=False)
    if letter.case_no:
        _must_still_read(subscription, letter.case_no)
    send(_request(subscription, told, now))


def try_it(subscription: Subscription, by: str, now: datetime) -> Letter:
    """Send a message that tells of nothing, at once and once; what became of it stands in it."""
    message = ping(now)
    letters.write(subscription.road, message["id"], TRYING, message, now)
    letter = Letter.objects.get(road=subscription.road, mark=message["id"])
    if not rounds.carry(letter, now):
        letters.drop(letter, by, now)
    letter.refresh_from_db()
    return letter


def _must_still_read(subscription: Subscription, case_no: str) -> None:
    client = subscription.client
    seen = client.may(READ) and access.visible(client.user).filter(case_no=case_no).exists()
    if not seen:
        raise NoLongerError("对方的账号已经看不到这件工单，不再送。")


def _request(subscription: Subscription, told: Mapping[str, Any], now: datetime) -> Request:
    key = next(iter(live_keys(subscription, now)), None)
    secret = secret_of(key) if key is not None else None
    if key is None or secret is None:
        raise NotSentError("还没有能用的通知密钥，请先发一把。", counts=False)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", signing.ONCE: str(told["id"])}
    sealed = _sealed(subscription.url, body, headers, key, secret)
    return Request("POST", subscription.url, body, sealed)


def _sealed(
    url: str, body: bytes, headers: Mapping[str, str], key: HookKey, secret: str
) -> dict[str, str]:
    """The headers with the four that sign a request, now and once."""
    try:
        path, _, query = written(url).path.partition("?")
    except ForbiddenError as odd:
        raise NotSentError(str(odd), again=False) from None
    asked = Asked("POST", unquote(path), query, body, headers)
    at, nonce = int(timezone.now().timestamp()), secrets.token_urlsafe(18)
    signature = signing.sign(secret, asked, key.algorithm, key.name, at, nonce)
    return {
        **headers,
        signing.KEY: key.name,
        signing.TIME: str(at),
        signing.NONCE: nonce,
        signing.SIGNATURE: signature,
    }
