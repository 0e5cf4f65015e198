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
from collections.abc import Mapping, Sequence
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
from bancheng.channels.template import hushed
from bancheng.journal.keyed import digest
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

VERSION = "bancheng-handover-1"
WHAT = "转来一张表"
LASTS, AHEAD = timedelta(minutes=10), timedelta(minutes=1)
"""How long one is good at most, and by how much the other side's clock may be ahead."""
NONCE = 12
LONGEST = 40_000
"""Characters of a sealed text: a long matter and everything around it."""
FIELDS = {"matter": 5000, "name": 200, "phone": 30, "item": 200}
NUMBER = re.compile(r"[^\s<>\x00-\x1f]{1,80}")


class HandoverError(Exception):
    """A handed-over form is not taken. ``str()`` is said to the petitioner, ``why`` in the log,
    with the platform's ``number`` where it could be read; ``fine`` where nothing is wrong with
    what the platform sent."""

    def __init__(self, said: str, why: str, number: str = "", *, fine: bool = False) -> None:
        self.why, self.number, self.fine = why, number, fine
        super().__init__(said)


AGAIN = "请回到原来的平台，再点一次。"
TOO_LATE = f"这一页放得太久了。{AGAIN}"
TOO_FAR = "原来平台的时间不对，再点也不行。请打电话问窗口。"
NOT_RIGHT = f"转过来的内容读不出来。{AGAIN}"
OPENED = f"这一页已经打开过了。{AGAIN}"

SHUT = "没有收：解不开。密钥、中心代码或者渠道编号对不上，或者内容被改过。"
LATE = "没有收：until 已经过了。诉求人打开得晚，或者对方的时钟慢了。"
FAR = "没有收：until 比这里的时间晚 10 分钟以上。请对方核对时钟，until 按秒写。"
OPENED_TWICE = "同一张表又打开了一次，没有再开。"
WAITS = "打开了，等诉求人提交。"
NO_SUCH_WAY = "没有收：选的受理渠道，规范里没有，或者不能从别处来件。请改设置。"
KNOWN_ALREADY = "这个编号的事以前交过了，没有再收。"
TAKEN = "诉求人交了，等窗口登记。"
MOST_NAMED = 5
"""So many wrong names of fields are said in one line, and so much of each."""
LONGEST_NAMED = 20


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
    unread: str = ""
    """What of it was not taken over, for whoever runs the platform."""


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
        except HandoverError as wrong:
            return Tried(False, wrong.why)
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
        raise HandoverError(NOT_RIGHT, "没有收：还没有填共用密钥。")
    try:
        raw, told = _read(chosen, setup, sealed, now)
        _once(setup, raw, told["number"], now)
    except HandoverError as wrong:
        _note(setup, wrong.why, now, wrong.number, fine=wrong.fine)
        raise
    return HandedOver(setup, told["number"], told["fields"], chosen.back, told["unread"])


def note_opened(handed: HandedOver, already: bool, now: datetime) -> None:
    """The petitioner sees the form, or that its matter was handed in ``already``; and what of it
    could not be taken over."""
    said = KNOWN_ALREADY if already else WAITS
    log(handed.setup, "came", WHAT, now, ref=handed.number, said=said)
    if handed.unread:
        _note(handed.setup, handed.unread, now)


def note_no_way(handed: HandedOver, now: datetime) -> None:
    """The standard has no such channel, or takes nothing by it from elsewhere."""
    _note(handed.setup, NO_SUCH_WAY, now, handed.number)


def note_handed_in(via: int, number: str, case_no: str, already: bool, now: datetime) -> None:
    """The petitioner handed the form in: a new case, or one that was there ``already``."""
    setup = Setup.objects.filter(pk=via, kind=WebHandover.kind).first()
    if setup is not None:
        said = KNOWN_ALREADY if already else TAKEN
        log(setup, "came", "诉求人提交", now, ref=number, case_no=case_no, said=said)


def _note(setup: Setup, why: str, now: datetime, ref: str = "", *, fine: bool = False) -> None:
    """Once in ten minutes: anybody can send what cannot be read, as often as they like."""
    if not setup.passages.filter(said=why, ref=ref, at__gt=now - LASTS).exists():
        log(setup, "came", WHAT, now, ref=ref, fine=fine, said=why)


def back_of(number: int) -> str:
    """Where the petitioner goes back to from the receipt; empty where nowhere."""
    setup = Setup.objects.filter(pk=number, kind=WebHandover.kind).first()
    chosen = settings_of(setup, HandoverSettings) if setup else None
    return chosen.back if chosen else ""


def seal(
    secret: str, setup: Setup, number: str, fields: Mapping[str, object], now: datetime
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
        raise HandoverError(NOT_RIGHT, SHUT)
    try:
        raw = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
        key = AESGCM(_key(chosen.secret.get_secret_value()))
        told = json.loads(key.decrypt(raw[:NONCE], raw[NONCE:], _bound(setup)))
    except (InvalidTag, ValueError, RecursionError, binascii.Error):
        raise HandoverError(NOT_RIGHT, SHUT) from None
    return raw, _checked(told, now)


def _checked(told: object, now: datetime) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise HandoverError(NOT_RIGHT, "没有收：不是一个 JSON 对象。")
    number, until, given = told.get("number"), told.get("until"), told.get("fields", {})
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise HandoverError(NOT_RIGHT, "没有收：没有写编号，或者写得不对（number）。")
    if type(until) is not int:
        raise HandoverError(NOT_RIGHT, "没有收：到期时间要写整数的秒（until）。", number)
    if not isinstance(given, dict):
        raise HandoverError(NOT_RIGHT, "没有收：要写一组“名称: 值”（fields）。", number)
    left = until - int(now.timestamp())
    if left <= 0:
        raise HandoverError(TOO_LATE, LATE, number)
    if left > (LASTS + AHEAD).total_seconds():
        raise HandoverError(TOO_FAR, FAR, number)
    fields = {name: given[name] for name in FIELDS if isinstance(given.get(name), str)}
    return {
        "number": number,
        "fields": {name: text.strip()[: FIELDS[name]] for name, text in fields.items()},
        "unread": _unread(told, given),
    }


def _unread(told: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """What of it is not taken over, in the platform's own names. The petitioner, who sees the form
    and can fill in what lacks, is not turned away for it."""
    strange = [name for name in told if name not in ("number", "until", "fields")]
    strange += [name for name in given if name not in FIELDS]
    known = {name: given[name] for name in FIELDS if given.get(name) is not None}
    wrong = [name for name, value in known.items() if not isinstance(value, str)]
    long = [n for n, v in known.items() if isinstance(v, str) and len(v.strip()) > FIELDS[n]]
    parts = (("不认识的字段", strange), ("不是文字的字段", wrong), ("太长、截短了的字段", long))
    return "".join(f"{what}：{_named(names)}。" for what, names in parts if names)


def _named(names: Sequence[str]) -> str:
    shown = (hushed(name)[:LONGEST_NAMED] for name in names[:MOST_NAMED])
    return "、".join(shown) + (" 等" if len(names) > MOST_NAMED else "")


def _once(setup: Setup, raw: bytes, number: str, now: datetime) -> None:
    mark = digest("handover", str(setup.pk), raw.hex())
    try:
        with transaction.atomic():
            Handover.objects.create(setup=setup, mark=mark, opened_at=now)
    except IntegrityError:
        raise HandoverError(OPENED, OPENED_TWICE, number, fine=True) from None


def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _bound(setup: Setup) -> bytes:
    """What the sealed text is good for: this channel of this centre."""
    return f"{VERSION}\n{setup.centre.code}\n{setup.pk}".encode()
