"""两步: the password, then the code; nobody is signed in before both are right.

In between the session holds only whose turn it is, for five minutes, and is worth nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from bancheng.identity import checking, required, telling
from bancheng.identity.factor_row import factor_of
from bancheng.identity.set_up_first import MUST_SET_UP
from bancheng.people.errors import PeopleError
from bancheng.people.signin import admit, prove
from bancheng.people.user import User

WAITING = "second_step"
WAITS_SECONDS = 300
BY = "signed_in_by"
PROVED_AT = "proved_at"
ORGANISATION = "organisation"
AGAIN = "请从头登录：输入密码以后，要在五分钟以内输入动态码。"


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose second step it is, and how the first was taken."""

    user: User
    by: str


def begin(request: HttpRequest, username: str, password: str) -> bool:
    """The first step by password; True where the person is signed in by it, False where a code is
    still to come. ``PeopleError`` where it is wrong."""
    return go_on(request, prove(request, username, password), "password")


def go_on(request: HttpRequest, user: User, by: str, *, strong: bool = False) -> bool:
    """The first step is taken. ``strong``: what was taken counts as both."""
    now = timezone.now()
    request.session.pop(WAITING, None)
    if not strong and factor_of(user) is not None:
        request.session.cycle_key()
        rotate_token(request)
        request.session[WAITING] = {
            "user": user.pk,
            "at": now.timestamp(),
            "mark": user.get_session_auth_hash(),
            "by": by,
        }
        return False
    _in(request, user, by, now, lacks=not strong)
    return True


def finish(request: HttpRequest, code: str) -> User:
    """The second step. ``PeopleError`` where the code is wrong or nobody's turn it is."""
    turn, now = waiting(request), timezone.now()
    if turn is None:
        raise PeopleError(AGAIN)
    how = checking.check(request, turn.user, code, now)
    request.session.pop(WAITING, None)
    _in(request, turn.user, turn.by, now, lacks=not how)
    telling.of_codes(request, turn.user, how, now)
    return turn.user


def waiting(request: HttpRequest) -> Turn | None:
    """Who has taken the first step in this browser, and may take the second."""
    held = request.session.get(WAITING)
    if held is None:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    late = timezone.now().timestamp() - held["at"] > WAITS_SECONDS
    if (
        late
        or user is None
        or not constant_time_compare(held["mark"], user.get_session_auth_hash())
    ):
        request.session.pop(WAITING, None)
        return None
    return Turn(user, str(held["by"]))


def is_by_organisation(request: HttpRequest) -> bool:
    """Whether this session was begun by the organisation's identity."""
    return bool(request.session.get(BY) == ORGANISATION)


def _in(request: HttpRequest, user: User, by: str, now: datetime, *, lacks: bool) -> None:
    """``lacks``: they came in by one step alone."""
    admit(request, user)
    request.session[MUST_SET_UP] = lacks and required.must_have(user, now)
    request.session[BY] = by
    request.session[PROVED_AT] = now.timestamp()
    telling.of_what_others_did(request, user, now)
