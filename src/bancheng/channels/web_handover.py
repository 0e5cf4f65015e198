"""网上平台转入: a link on another platform leads to the centre's own form, filled in already.

What the platform knows of the petitioner comes in one sealed text within the body of a POST, never
in an address: addresses are kept by browsers, proxies and logs. Sealed is it with AES-256-GCM under
a key that only the two sides have, for this channel of this centre; it is good for ten minutes, and
for one opening. Which platform it is, the standard says (a channel that is ``elsewhere``).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bancheng.casework.surroundings import standard_for
from bancheng.channels.adapter import Tried
from bancheng.channels.handover_row import Handover
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import log
from bancheng.channels.sound import settings_of
from bancheng.journal.keyed import digest
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

VERSION = "bancheng-handover-1"
LASTS, AHEAD = timedelta(minutes=10), timedelta(minutes=1)
"""How long one is good at most, and by how much the other side's clock may be ahead."""
NONCE = 12
LONGEST = 40_000
"""Characters of a sealed text: a long matter and everything around it."""
FIELDS = {"matter": 5000, "name": 200, "phone": 30, "item": 200}
NUMBER = re.compile(r"[^\s<>\x00-\x1f]{1,80}")


class HandoverError(Exception):
    """A handed-over form is not taken. ``str()`` is said to the petitioner."""


AGAIN = "请回到原来的平台，再点一次。"
TOO_LATE = f"这一页放得太久了。{AGAIN}"
NOT_RIGHT = f"转过来的内容读不出来。{AGAIN}"
OPENED = f"这一页已经打开过了。{AGAIN}"


def _secret(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and len(value.get_secret_value()) < 32:
        raise ValueError("共用密钥至少 32 个字符，请用随机的。")
    return value


def _back(text: str) -> str:
    if text and not re.fullmatch(r"https://[\x21-\x7e]{4,300}", text):
        raise ValueError("要以 https:// 开头。")
    return text


class HandoverSettings(BaseModel):
    """What the two sides have agreed on."""

    model_config = ConfigDict(extra="forbid")

    secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""), title="共用密钥", description="双方各存一份，至少 32 个字符"
    )
    back: Annotated[str, AfterValidator(_back)] = Field(
        "", title="回到平台的网址", description="交完以后给诉求人一个“回到平台”的按钮；不要的空着"
    )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A form as the platform filled it in, under the platform's own number."""

    setup: Setup
    number: str
    fields: Mapping[str, str]
    back: str


class WebHandover:
    """A platform on which a petitioner begins, and from which they come here."""

    kind = "web_handover"
    term = "网上平台转入"
    about = (
        "诉求人在别的平台上点“办不成事”，到本中心的网上反映页，姓名、电话和事情已经填好。"
        "对方要照接口说明把填好的内容加密，用 POST 带过来。"
    )
    brings = True
    settings: type[BaseModel] = HandoverSettings

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """Seal something here and open it again: whether key and channel are as they must be."""
        chosen = settings_of(setup, HandoverSettings)
        if chosen is None or not chosen.secret.get_secret_value():
            return Tried(False, "还没有填共用密钥。")
        known = standard_for(setup.centre).channels.get(setup.channel)
        if known is None or not known.elsewhere:
            said = known.label if known else "还没有选受理渠道"
            return Tried(False, f"{said}：要选一个规范里从别处来件的渠道，这个转不进来。")
        text = seal(chosen.secret.get_secret_value(), setup, "TRY-1", {"matter": "试一下"}, now)
        try:
            _read(chosen, setup, text, now)
        except HandoverError as why:
            return Tried(False, str(why))
        return Tried(True, f"密钥能用。对方把内容 POST 到 {address_of(setup)}。")

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """Nothing goes out by it."""
        raise NotSentError("这个渠道不往外送。", again=False)

    def tell(self, setup: Setup, now: datetime) -> None:
        """Nothing goes out by it; what ran out is forgotten."""
        Handover.objects.filter(setup=setup, opened_at__lt=now - 2 * LASTS).delete()


def address_of(setup: Setup) -> str:
    """The page to which the platform sends a filled-in form."""
    return f"/w/{setup.centre.code}/from/{setup.pk}"


def open_form(centre: str, number: int, sealed: str, now: datetime) -> HandedOver:
    """A handed-over form, once. Raises HandoverError; Setup.DoesNotExist where this centre has no
    such channel open."""
    found = Setup.objects.filter(kind=WebHandover.kind, on=True, ended_at=None)
    setup = found.select_related("centre").get(pk=number, centre__code=centre)
    chosen = settings_of(setup, HandoverSettings)
    if chosen is None or not chosen.secret.get_secret_value():
        raise HandoverError(NOT_RIGHT)
    try:
        raw, told = _read(chosen, setup, sealed, now)
        _once(setup, raw, now)
    except HandoverError as why:
        _note(setup, str(why), now)
        raise
    handed = HandedOver(setup, told["number"], told["fields"], chosen.back)
    log(setup, "came", "转来一张表", now, ref=handed.number, said="打开了，等诉求人提交。")
    return handed


def _note(setup: Setup, why: str, now: datetime) -> None:
    """Once in ten minutes: anybody can send what cannot be read, as often as they like."""
    if not setup.passages.filter(said=why, at__gt=now - LASTS).exists():
        log(setup, "came", "转来一张表", now, fine=False, said=why)


def back_of(number: int) -> str:
    """Where the petitioner goes back to from the receipt; empty where nowhere."""
    setup = Setup.objects.filter(pk=number, kind=WebHandover.kind).first()
    chosen = settings_of(setup, HandoverSettings) if setup else None
    return chosen.back if chosen else ""


def seal(
    secret: str, setup: Setup, number: str, fields: Mapping[str, str], now: datetime
) -> str:  # fmt: skip
    """A form as the other side seals it: for trying, for tests, and as the model for theirs."""
    told = {"number": number, "until": int((now + LASTS).timestamp()), "fields": dict(fields)}
    nonce = os.urandom(NONCE)
    text = json.dumps(told, ensure_ascii=False).encode()
    hidden = AESGCM(_key(secret)).encrypt(nonce, text, _bound(setup))
    return base64.urlsafe_b64encode(nonce + hidden).decode()


def _read(
    chosen: HandoverSettings, setup: Setup, sealed: str, now: datetime
) -> tuple[bytes, dict[str, Any]]:
    if len(sealed) > LONGEST:
        raise HandoverError(NOT_RIGHT)
    try:
        raw = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
        key = AESGCM(_key(chosen.secret.get_secret_value()))
        told = json.loads(key.decrypt(raw[:NONCE], raw[NONCE:], _bound(setup)))
    except (InvalidTag, ValueError, binascii.Error):
        raise HandoverError(NOT_RIGHT) from None
    return raw, _checked(told, now)


def _checked(told: object, now: datetime) -> dict[str, Any]:
    if not isinstance(told, dict) or not isinstance(told.get("fields", {}), dict):
        raise HandoverError(NOT_RIGHT)
    number, until = told.get("number"), told.get("until")
    if not isinstance(number, str) or not NUMBER.fullmatch(number) or type(until) is not int:
        raise HandoverError(NOT_RIGHT)
    left = until - now.timestamp()
    if not 0 < left <= (LASTS + AHEAD).total_seconds():
        raise HandoverError(TOO_LATE)
    given = told.get("fields", {})
    fields = {name: given[name] for name in FIELDS if isinstance(given.get(name), str)}
    return {
        "number": number,
        "fields": {name: text.strip()[: FIELDS[name]] for name, text in fields.items()},
    }


def _once(setup: Setup, raw: bytes, now: datetime) -> None:
    mark = digest("handover", str(setup.pk), raw.hex())
    try:
        with transaction.atomic():
            Handover.objects.create(setup=setup, mark=mark, opened_at=now)
    except IntegrityError:
        raise HandoverError(OPENED) from None


def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _bound(setup: Setup) -> bytes:
    """What the sealed text is good for: this channel of this centre."""
    return f"{VERSION}\n{setup.centre.code}\n{setup.pk}".encode()
