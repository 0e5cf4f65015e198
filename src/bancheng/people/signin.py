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
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from bancheng.people import sessions
from bancheng.people.errors import PeopleError
from bancheng.people.passwords import check_password_rules
from bancheng.people.user import USERNAME, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
"""Under which a session is looked up again; whoever is no longer active is not found."""
NO_NAME = "?"
"""Stands for whatever cannot be a user name; nobody can be called so."""


class SignInError(PeopleError):
    """``until``: when the pause after too many wrong tries ends, if there is one."""

    def __init__(self, sentence: str, until: datetime | None = None) -> None:
        self.until = until
        super().__init__(sentence)


def admit(request: HttpRequest, user: User) -> None:
    """Begin the session of somebody who has proved who they are, under a new session key.

    Only ``identity.entering`` calls it, which knows whether a second step is still to come.
    """
    login(request, user, backend=BACKEND)
    sessions.begin(request)


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    logout(request)


def change_password(request: HttpRequest, user: User, old: str, new: str) -> None:
    """Set a new password; every other session of the person ends, this one gets a new key.

    ``PeopleError`` where the old one is wrong (wrong tries count as at sign-in) or the new one is
    against the rules.
    """
    prove(request, user.username, old)
    if new == old:
        raise PeopleError("新密码和原密码相同，请换一个。", "password")
    check_password_rules(new, user)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    update_session_auth_hash(request, user)


def keep_this_session(request: HttpRequest, user: User) -> None:
    """After all sessions of a person were ended: the one that asked for it goes on, under a new
    key."""
    update_session_auth_hash(request, user)


def prove(request: HttpRequest, username: str, password: str) -> User:
    """The person whose name and password these are; nobody is signed in by it.

    ``SignInError`` says what to do next. The form field of the password must be called
    ``password``: the record of wrong tries leaves out the field of that name.
    """
    tidy = unicodedata.normalize("NFKC", username).strip().lower()
    name = tidy if _is_username(tidy) else NO_NAME
    refuse_while_paused(request, name)
    user = authenticate(request, username=name, password=password)
    if isinstance(user, User):
        return user
    refuse_while_paused(request, name)
    raise SignInError(
        "登录名或密码不对，请重新输入。同一登录名在这台电脑上连续输错 5 次，要等 15 分钟才能再试。"
    )


def count_wrong(request: HttpRequest, username: str) -> None:
    """A wrong code counts as a wrong password does, for this name from this address."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)
    refuse_while_paused(request, username)


def refuse_while_paused(request: HttpRequest, username: str) -> None:
    """SignInError while this name may not be tried from this address."""
    if AxesProxyHandler.is_locked(request, {"username": username}):
        _refuse_for_now(request, username)


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
