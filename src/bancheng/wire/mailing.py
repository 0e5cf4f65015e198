"""送邮件: one message to a mail server of the list of places, at the very address looked at.

The rules are those of every other connection (``addresses``): the host and port stand on the list,
every address the name has may be called, without encryption only where the list says so, and the
certificate must be the host's.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from threading import Timer
from typing import Any, Literal

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from bancheng.wire.addresses import ForbiddenError, Resolve, Target, UnknownHostError, target_of
from bancheng.wire.sending import ANSWER_SECONDS, NotSentError, trust

WHOLE_SECONDS = 2 * ANSWER_SECONDS
"""For one message, greeting to leave."""
Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


def post(server: MailServer, message: EmailMessage, resolve: Resolve | None = None) -> None:
    """Hand a message over. Raises NotSentError, which names nobody."""
    scheme = "http" if server.security == "plain" else "https"
    try:
        target = target_of(f"{scheme}://{server.host}:{server.port}/", resolve)
    except UnknownHostError as unknown:
        raise NotSentError(str(unknown)) from None
    except ForbiddenError as forbidden:
        raise NotSentError(str(forbidden).partition("，地址要以")[0], again=False) from None
    backend = _Backend(server, target)
    try:
        backend.send_messages([message])
    except smtplib.SMTPAuthenticationError:
        raise NotSentError("邮件服务器不认这个账号或者密码。", again=False) from None
    except smtplib.SMTPResponseException as refused:
        raise _refused(server, refused.smtp_code) from None
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise _refused(server, max(codes, default=550)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotSentError(f"没有连上 {server.host}:{server.port}：{_why(error)}") from None
    finally:
        with suppress(smtplib.SMTPException, OSError):
            backend.close()


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "对方的证书不对"
    if isinstance(error, ssl.SSLError):
        return "加密没有谈成，请核对端口和加密方式"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "对方不支持这样加密或者登录，请核对端口和加密方式"
    return "连接断了或者没人接"


def _refused(server: MailServer, code: int) -> NotSentError:
    """4xx: for now; 5xx: for good."""
    return NotSentError(f"{server.host} 没有收下（{code}）。", again=code < 500)


class _Backend(EmailBackend):
    """Django's, but it connects to the addresses that were looked at."""

    def __init__(self, server: MailServer, target: Target) -> None:
        self.target = target
        super().__init__(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.security == "starttls",
            use_ssl=server.security == "tls",
            timeout=int(ANSWER_SECONDS),
        )

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        plain, encrypted = _links(self.target)
        return encrypted if self.use_ssl else plain

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        return trust(settings.TRUSTED_AUTHORITIES)


def _links(target: Target) -> tuple[type[smtplib.SMTP], type[smtplib.SMTP_SSL]]:
    """Connections that go to the target's addresses, whatever the name says by then; who must show
    a certificate there is still the name. Each is cut when its time is over."""

    class Plain(smtplib.SMTP):
        def connect(self, host: str = "", port: int = 0, source: Any = None) -> tuple[int, bytes]:
            return _first(super().connect, self, target)

    class Encrypted(smtplib.SMTP_SSL):
        def connect(self, host: str = "", port: int = 0, source: Any = None) -> tuple[int, bytes]:
            return _first(super().connect, self, target)

    return Plain, Encrypted


def _first(
    connect: Callable[[str, int], tuple[int, bytes]], link: smtplib.SMTP, target: Target
) -> tuple[int, bytes]:
    _end_some_day(link)
    *others, last = target.addresses
    for address in others:
        with suppress(ConnectionError, TimeoutError):
            return connect(address, target.port)
    return connect(last, target.port)


def _end_some_day(link: smtplib.SMTP) -> None:
    """A server that says one letter every few seconds would hold the clock for ever."""

    def cut() -> None:
        if link.sock is not None:
            with suppress(OSError):
                link.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(WHOLE_SECONDS, cut)
    timer.daemon = True
    timer.start()
