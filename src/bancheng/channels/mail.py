"""电子邮件: notices to staff by an office's own mail server. A mail says how many things are
new, and names no case and nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils import timezone
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bancheng.channels import failing
from bancheng.channels.adapter import HALF, Tried
from bancheng.channels.for_staff import of_their_centre
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import in_use, log
from bancheng.channels.sound import settings_of
from bancheng.wire.letter_row import Letter
from bancheng.wire.mailing import MailServer, Security, post
from bancheng.wire.sending import NotSentError

NOT_SET = "还没有填邮件服务器和发件人。"
SUBJECT = "办成：有新的通知"


def _address(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise ValueError(f"“{text[:60]}”不是邮箱地址。") from None
    return text


def _host(text: str) -> str:
    if text and not re.fullmatch(r"[a-z0-9.-]{1,253}", text.lower()):
        raise ValueError("只写主机名，如 mail.example.gov.cn。")
    return text.lower()


Mailbox = Annotated[str, AfterValidator(_address)]


class MailSettings(BaseModel):
    """One mail server as one centre uses it."""

    model_config = ConfigDict(extra="forbid")

    host: Annotated[str, AfterValidator(_host)] = Field(
        "",
        title="邮件服务器",
        description="主机和端口要先加到“可以连的地址”里",
        json_schema_extra=HALF,
    )
    port: int = Field(465, title="端口", ge=1, le=65535, json_schema_extra=HALF)
    security: Security = Field(
        "tls",
        title="加密",
        json_schema_extra={
            "words": {"tls": "一开始就加密", "starttls": "连上再加密", "plain": "不加密"}
        },
    )
    user: str = Field("", title="账号", max_length=200, json_schema_extra=HALF)
    password: SecretStr = Field(SecretStr(""), title="密码", json_schema_extra=HALF)
    sender: Mailbox = Field(
        "", title="发件人", description="如 window@example.gov.cn", json_schema_extra=HALF
    )
    try_to: Mailbox = Field(
        "", title="试一下发到", description="您自己的邮箱", json_schema_extra=HALF
    )


class Mail:
    """A mail server."""

    kind = "mail"
    term = "电子邮件"
    about = "给工作人员发通知，只说有几条，不说是哪件事。工作人员在“勿扰”里填了邮箱的才发。"
    brings = False
    settings: type[BaseModel] = MailSettings

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """A mail to oneself."""
        chosen = settings_of(setup, MailSettings)
        if chosen is None or not chosen.try_to:
            return Tried(False, "请先填“试一下发到”的邮箱。")
        try:
            _hand_over(chosen, chosen.try_to, "这是一封试发的邮件。")
        except NotSentError as why:
            return Tried(False, str(why))
        return Tried(True, "邮件服务器收下了，请看邮箱。")

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """Notices have a road of their own."""
        raise NotSentError("这个渠道不送信。", again=False)

    def tell(self, setup: Setup, now: datetime) -> None:
        """Nothing besides the notices."""


class MailNotices:
    """A road out for notices (``NOTICE_SENDERS``)."""

    term = "电子邮件（邮箱）"

    def address_of(self, username: str, chosen: str) -> str:
        """The server and the mailbox; empty where there is neither."""
        setup = of_their_centre(username, (one for one, _ in _servers()))
        try:
            return f"{setup.pk}:{_address(chosen.strip())}" if setup and chosen.strip() else ""
        except ValueError:
            return ""

    def is_open(self) -> bool:
        """Whether a centre sends notices by mail."""
        return bool(_servers())

    def send(self, address: str, text: str) -> None:
        """Raises NotSentError."""
        number, _, mailbox = address.partition(":")
        found = next(((s, c) for s, c in _servers() if str(s.pk) == number), None)
        if found is None:
            raise NotSentError("邮件渠道没有打开。")
        (setup, chosen), now = found, timezone.now()
        try:
            _hand_over(chosen, mailbox, text)
        except NotSentError as why:
            log(setup, "went", failing.FOR_STAFF, now, fine=False, said=str(why))
            raise
        log(setup, "went", failing.FOR_STAFF, now, said="邮件服务器收下了。")


def _servers() -> list[tuple[Setup, MailSettings]]:
    found = ((setup, settings_of(setup, MailSettings)) for setup in in_use(Mail.kind))
    return [(s, chosen) for s, chosen in found if chosen and chosen.host and chosen.sender]


def _hand_over(chosen: MailSettings, mailbox: str, text: str) -> None:
    if not (chosen.host and chosen.sender):
        raise NotSentError(NOT_SET)
    password = chosen.password.get_secret_value()
    server = MailServer(chosen.host, chosen.port, chosen.security, chosen.user, password)
    post(server, EmailMessage(SUBJECT, text, chosen.sender, [mailbox]))
