"""好差评平台: one signed request, and what is answered. An identity number never leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import unquote

from bancheng.channels.identity_number import has_identity_number
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.channels.template import (
    TYPES,
    as_it_is,
    at_path,
    filled,
    headers_of,
    hushed,
    in_address,
    in_json,
    signature,
    times,
    words_among,
)
from bancheng.wire.addresses import ForbiddenError, UnknownHostError, target_of
from bancheng.wire.sending import NotSentError, Request, send

HELD_BACK = "要送的内容里像有身份证号，没有送出。请看看是哪个名称或者编号里写了。"


def say(chosen: RatingSettings, url: str, told: Mapping[str, object], now: datetime) -> object:
    """POST something there. Raises NotSentError."""
    body = json.dumps(told, ensure_ascii=False)
    return _ask(chosen, "POST", url, body, {}, now)


def ask(chosen: RatingSettings, asked: Mapping[str, str], now: datetime) -> object:
    """Fetch a page of ratings. Raises NotSentError."""
    body = filled(chosen.pull_body, asked, in_json)
    return _ask(chosen, "POST" if body else "GET", chosen.pull_url, body, asked, now)


def leads_nowhere(chosen: RatingSettings, url: str, now: datetime) -> str:
    """Why nothing can be sent to this address; empty where it can. Nobody is called."""
    secret = chosen.secret.get_secret_value()
    values = {"account": chosen.account, "secret": secret, "signature": "", **times(now)}
    try:
        target_of(filled(url, values, in_address))
    except (ForbiddenError, UnknownHostError) as why:
        return str(why)
    return ""


def _ask(
    chosen: RatingSettings,
    method: str,
    url: str,
    body: str,
    asked: Mapping[str, str],
    now: datetime,
) -> object:
    secret = chosen.secret.get_secret_value()
    values = {"account": chosen.account, "secret": secret, **times(now), **asked}
    body = filled(body, {**values, "signature": ""}, in_json) if asked else body
    values["signature"] = ""
    if chosen.algorithm != "none":
        words = filled(chosen.signed, {**values, "body": body}, as_it_is)
        values["signature"] = signature(secret, words, chosen.algorithm, chosen.signature_as)
    address = filled(url, values, in_address)
    headers = headers_of(chosen.headers, values)
    if body:
        headers.setdefault("Content-Type", TYPES["json"])
    if any(has_identity_number(text) for text in (unquote(address), body, *headers.values())):
        raise NotSentError(HELD_BACK, again=False)
    return _told(chosen, send(Request(method, address, body.encode(), headers)).body)


def _told(chosen: RatingSettings, body: bytes) -> object:
    try:
        told: object = json.loads(body)
    except ValueError:
        raise NotSentError("平台的应答不是 JSON，看不出成没成。") from None
    if not words_among(at_path(told, chosen.answer_path), chosen.answer_fine.split(",")):
        code, why = at_path(told, chosen.answer_path), at_path(told, chosen.why_path)
        said = f"平台没有收下（{str(code)[:40]}）：{str(why or '没有说原因')[:100]}"
        raise NotSentError(hushed(said), again=False)
    return told
