"""短信网关: one request as the gateway's manual writes it, and what its answer says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bancheng.channels.sms.settings import SmsSettings
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
from bancheng.wire.sending import Answer, NotSentError, Request, send


@dataclass(frozen=True, slots=True)
class Message:
    """One text to one phone. ``mark`` is the same however often it is sent."""

    phone: str
    text: str
    mark: str
    code: str = ""
    parameters: Mapping[str, str] | None = None


def hand_over(chosen: SmsSettings, message: Message, now: datetime) -> str:
    """Give it to the gateway; its own number for it. Raises NotSentError, which holds no phone."""
    values = values_of(chosen, now, message)
    write = in_json if chosen.kind == "json" else in_address
    body = filled(chosen.body, values, write) if chosen.method == "POST" else ""
    headers = headers_of(chosen.headers, values)
    if body:
        headers.setdefault("Content-Type", TYPES[chosen.kind])
    url = filled(chosen.url, values, in_address)
    told = _told(send(Request(chosen.method, url, body.encode(), headers)))
    if not words_among(at_path(told, chosen.answer_path), chosen.answer_fine.split(",")):
        raise NotSentError(_refused(chosen, told), again=False)
    ref = at_path(told, chosen.id_path)
    return str(ref)[:80] if isinstance(ref, str | int) else ""


def reports(chosen: SmsSettings, now: datetime) -> list[Mapping[str, Any]]:
    """What the gateway reports of texts it took. Raises NotSentError."""
    values = values_of(chosen, now)
    url = filled(chosen.report_url, values, in_address)
    told = _told(send(Request("GET", url, b"", headers_of(chosen.headers, values))))
    found = at_path(told, chosen.report_path)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def values_of(chosen: SmsSettings, now: datetime, message: Message | None = None) -> dict[str, str]:
    """What fills the places of a template."""
    secret = chosen.secret.get_secret_value()
    values = {
        "account": chosen.account,
        "secret": secret,
        "sign_name": chosen.sign_name,
        **times(now),
        **(_of(message) if message else {}),
    }
    values["signature"] = ""
    if chosen.algorithm != "none":
        words = filled(chosen.signed, values, as_it_is)
        values["signature"] = signature(secret, words, chosen.algorithm, chosen.signature_as)
    return values


def _of(message: Message) -> dict[str, str]:
    told = json.dumps(dict(message.parameters or {}), ensure_ascii=False, separators=(",", ":"))
    return {
        "phone": message.phone,
        "text": message.text,
        "mark": message.mark,
        "code": message.code,
        "parameters": told,
    }


def _told(answer: Answer) -> object:
    try:
        return json.loads(answer.body)
    except ValueError:
        raise NotSentError("网关的应答不是 JSON，看不出收没收下。", again=False) from None


def _refused(chosen: SmsSettings, told: object) -> str:
    code, why = at_path(told, chosen.answer_path), at_path(told, chosen.why_path)
    return hushed(f"网关没有收下（{str(code)[:40]}）：{str(why or '没有说原因')[:100]}")
