"""放行: who a request is from, whether it is theirs, fresh and unheard, and what they may ask.

What strangers send leaves no trace: a nonce is kept only once its signature is right, and one
answer serves for an unknown key and a wrong signature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bancheng.api.problem import BUSY, NOT_THERE, Problem
from bancheng.casework import access
from bancheng.clients.client_row import Client
from bancheng.clients.hearing import hear
from bancheng.clients.keeping import secret_of, speaks_from
from bancheng.clients.key_row import Key
from bancheng.clients.scopes import SCOPES
from bancheng.people.first_password import open_before_first_password
from bancheng.people.user import User
from bancheng.people.whence import address_of
from bancheng.wire import signing
from bancheng.wire.signing import Asked, Seal

P = ParamSpec("P")
NOBODYS = "A" * 43
"""Signs nothing; an unknown key takes the time of a known one."""

UNSIGNED = Problem(
    401,
    "unsigned",
    "请求没有签名，或者签名的几个标头写得不对。",
    "请照接口说明带上编号、时间、随机数和签名四个标头。",
)
NOT_IN_TIME = Problem(
    401,
    "not_in_time",
    "签名时间和这里的时间相差超过 5 分钟。",
    "请校准对方服务器的时钟，按应答的 Date 标头核对，再重新签名。",
)
WRONG_SIGNATURE = Problem(
    401,
    "wrong_signature",
    "签名对不上：密钥不对，或者请求在签名以后被改动过。",
    "请核对密钥编号、密钥和签名的各个部分。",
)
HEARD_BEFORE = Problem(
    401,
    "heard_before",
    "这个请求已经收到过一次，不再受理。",
    "要重发的，换一个随机数重新签名；幂等键不变，就不会办两次。",
)
STOPPED = Problem(403, "client_stopped", "这个接口账号已经停用。", "请找本中心的系统管理员。")
ELSEWHERE = Problem(
    403, "address_not_listed", "请求来自没有登记的地址。", "请让系统管理员核对地址名单。"
)


@dataclass(frozen=True)
class Caller:
    """Another system whose request was let in, and the one «now» of this request."""

    client: Client
    body: bytes
    now: datetime

    @property
    def user(self) -> User:
        """The account it acts as."""
        return self.client.user

    def must_have(self, scope: str) -> None:
        """Problem ``no_scope`` where this was not given to the client."""
        if not self.client.may(scope):
            said = f"这个接口账号没有“{SCOPES.get(scope, scope)}”（{scope}）这项权限。"
            raise Problem(403, "no_scope", said, "请让系统管理员在接口账号里勾选这一项。")


View = Callable[..., HttpResponse]
Operation = Callable[Concatenate[HttpRequest, Caller, P], HttpResponse]


def answered(view: Callable[P, HttpResponse]) -> View:
    """Problems as answers; nothing of an answer may be kept. No cookie and no session is read."""

    @wraps(view)
    def safe(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            answer = view(*args, **kwargs)
        except Problem as problem:
            answer = problem.answer()
        except access.NotFound:
            answer = NOT_THERE.answer()
        except (OperationalError, InterfaceError):
            answer = BUSY.answer()
            answer["Retry-After"] = "10"
        answer["Cache-Control"] = "no-store"
        return answer

    return csrf_exempt(open_before_first_password(safe))


def signed(operation: Operation[P]) -> View:
    """Open an operation to signed requests only."""
    return signed_up_to(signing.LONGEST_BODY)(operation)


def signed_up_to(longest: int) -> Callable[[Operation[P]], View]:
    """The same for contents of so many bytes."""

    def opened(operation: Operation[P]) -> View:
        def admitted(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            caller = admit(request, timezone.localtime(), longest)
            return operation(request, caller, *args, **kwargs)

        return answered(wraps(operation)(admitted))

    return opened


def admit(request: HttpRequest, now: datetime, longest: int = signing.LONGEST_BODY) -> Caller:
    """Whose request this is. Problem where it is not let in."""
    if _length(request) > longest:
        said = f"内容超过 {longest // 1_000_000} MB。"
        raise Problem(413, "too_large", said, "请缩短内容再发。")
    seal = signing.seal_of(request.headers)
    if seal is None:
        raise replace(UNSIGNED)
    if not signing.is_in_time(seal, now.timestamp()):
        raise replace(NOT_IN_TIME)
    # a file is longer than what Django holds of a form, and is read here within the limit above
    body = request.read(longest) if longest > signing.LONGEST_BODY else request.body
    asked = asked_of(request, body)
    key = _key_of(seal, asked, now)
    if key.client.stopped_at is not None or not key.client.user.is_active:
        raise replace(STOPPED)
    if not speaks_from(key.client, address_of(request)):
        raise replace(ELSEWHERE)
    if not hear(key, seal.nonce, seal.time, now):
        raise replace(HEARD_BEFORE)
    return Caller(key.client, asked.body, now)


def asked_of(request: HttpRequest, body: bytes) -> Asked:
    """A request as far as it is signed."""
    headers: Mapping[str, str] = request.headers
    query = str(request.META.get("QUERY_STRING", ""))
    return Asked(request.method or "", request.path_info, query, body, headers)


def _key_of(seal: Seal, asked: Asked, now: datetime) -> Key:
    key = Key.objects.filter(name=seal.key).select_related("client__user").first()
    secret = secret_of(key) if key is not None else None
    algorithm = key.algorithm if key is not None else "hmac-sha256"
    right = signing.is_signed(secret or NOBODYS, asked, algorithm, seal)
    if key is None or secret is None or not right or not key.is_live(now):
        raise replace(WRONG_SIGNATURE)
    return key


def _length(request: HttpRequest) -> int:
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 10**12
