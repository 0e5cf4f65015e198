"""单位统一身份 in the environment: the service that an organisation's people sign in by, if any.

BANCHENG_OIDC_ISSUER   its address, exactly as it calls itself
BANCHENG_OIDC_CLIENT   our name there
BANCHENG_OIDC_SECRET   our secret there (none: PKCE alone)
BANCHENG_OIDC_NAME     what it is called on the button
BANCHENG_OIDC_STRONG   values of amr or acr, by comma, that count as a second step here
"""

from __future__ import annotations

import ipaddress
from importlib.util import find_spec
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Warning

from bancheng.config.environment import SettingError, flag, text, words

NAME = "单位统一身份"


class Organisation(TypedDict):
    """What the environment says of the service."""

    issuer: str
    client: str
    secret: str
    name: str
    strong: list[str]


def read() -> Organisation | None:
    """None where no issuer is named. Raises SettingError."""
    issuer, client = text("BANCHENG_OIDC_ISSUER", ""), text("BANCHENG_OIDC_CLIENT", "")
    if not issuer and not client:
        return None
    if not (issuer and client):
        raise SettingError(
            "BANCHENG_OIDC_ISSUER 和 BANCHENG_OIDC_CLIENT 要一起写，或者都不写。请改正后重新启动。"
        )
    _place(issuer)
    return Organisation(
        issuer=issuer,
        client=client,
        secret=text("BANCHENG_OIDC_SECRET", ""),
        name=text("BANCHENG_OIDC_NAME", NAME),
        strong=words("BANCHENG_OIDC_STRONG", ""),
    )


def places(organisation: Organisation | None) -> tuple[tuple[str, int, bool], ...]:
    """The host of the issuer, its port, and whether it is spoken to without TLS: whoever sets the
    environment has put it on the list of places that may be called."""
    return (_place(organisation["issuer"]),) if organisation else ()


def _place(issuer: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(issuer)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, port = "", None
    plain = parts.scheme == "http" and _is_this_machine(host) if host else False
    if not host or (parts.scheme != "https" and not plain) or parts.query or parts.fragment:
        raise SettingError(
            f"BANCHENG_OIDC_ISSUER 要写成 https://sso.example.gov.cn 这样，现在写的是“{issuer}”。"
            "请改正后重新启动。"
        )
    return host, port or (80 if plain else 443), plain


def _is_this_machine(host: str) -> bool:
    """For trying things out; nothing on this machine is called without the flag for it."""
    try:
        return ipaddress.ip_address(host).is_loopback and flag("BANCHENG_CALLS_TO_THIS_MACHINE")
    except ValueError:
        return False


def check_organisation(**_options: Any) -> list[CheckMessage]:
    """Named, but the extra that signs people in by it is not installed."""
    from django.conf import settings

    if settings.OIDC is None or find_spec("jwt") is not None:
        return []
    return [
        Warning(
            "设置了 BANCHENG_OIDC_ISSUER，但没有装统一身份所需的组件，登录页上不会有它的按钮。",
            hint="请安装 bancheng[oidc] 以后重新启动，见 docs/sign-in.md。",
            id="bancheng.W002",
        )
    ]
