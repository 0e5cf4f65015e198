"""登录: name and password, with a pause after five wrong tries.

The pause holds for one name from one address: a hall shares one address, and a name alone would let
anybody keep a colleague out. Tries during the pause are not even looked at and do not lengthen it.
A name nobody has takes the same time and gets the same answers as one that somebody has.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import NoReturn

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from bancheng.people import sessions
from bancheng.people.errors import PeopleError
from bancheng.people.passwords import check_password_rules
from bancheng.people.user import USERNAME, User

NO_NAME = "?"
"""Stands for whatever cannot be a user name; nobody can be called so."""


class SignInError(PeopleError):
    """``until``: when the pause after too many wrong tries ends, if there is one."""

    def __init__(self, sentence: str, until: datetime | None = None) -> None:
        self.until = until
        super().__init__(sentence)


def sign_in(request: HttpRequest, username: str, password: str) -> User:
    """Sign somebody in under a new session key. ``SignInError`` says what to do next.

    The form field of the password must be called ``password``: the record of wrong tries leaves
    out the field of that name.
    """
    user = _proven(request, username, password)
    login(request, user)
    sessions.begin(request)
    return user


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    logout(request)


def change_password(request: HttpRequest, user: User, old: str, new: str) -> None:
    """Set a new password; every other session of the person ends, this one gets a new key.

    ``PeopleError`` where the old one is wrong (wrong tries count as at sign-in) or the new one is
    against the rules.
    """
    _proven(request, user.username, old)
    if new == old:
        raise PeopleError("新密码和原密码相同，请换一个。", "password")
    check_password_rules(new, user)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    update_session_auth_hash(request, user)


def _proven(request: HttpRequest, username: str, password: str) -> User:
    tidy = unicodedata.normalize("NFKC", username).strip().lower()
    name = tidy if _is_username(tidy) else NO_NAME
    if AxesProxyHandler.is_locked(request, {"username": name}):
        _refuse_for_now(request, name)
    user = authenticate(request, username=name, password=password)
    if isinstance(user, User):
        return user
    if AxesProxyHandler.is_locked(request, {"username": name}):
        _refuse_for_now(request, name)
    raise SignInError(
        "登录名或密码不对，请重新输入。同一登录名在这台电脑上连续输错 5 次，要等 15 分钟才能再试。"
    )


def _is_username(text: str) -> bool:
    try:
        USERNAME(text)
    except ValidationError:
        return False
    return True


def _refuse_for_now(request: HttpRequest, name: str) -> NoReturn:
    tries = AxesProxyHandler.get_implementation().get_user_attempts(request, {"username": name})
    until = max(attempt.attempt_time for rows in tries for attempt in rows) + get_cool_off(request)
    # the page of the sign-in view says it better than the library's own
    setattr(request, "axes_locked_out", False)  # noqa: B010 - the library's own attribute
    local = timezone.localtime(until)
    raise SignInError(
        f"连续输错次数过多，这个登录名在这台电脑上暂停登录，{local:%H:%M} 以后可以再试。"
        "忘了密码请找系统管理员重设。",
        until,
    )
