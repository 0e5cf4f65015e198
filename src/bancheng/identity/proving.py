"""再核验: for a few acts the last proof of who sits there must be no older than ten minutes."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from bancheng.identity import checking
from bancheng.identity.entering import PROVED_AT
from bancheng.people.errors import PeopleError
from bancheng.people.signin import prove
from bancheng.people.user import User

GOOD_FOR_SECONDS = 600


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether this session was proved lately."""
    age = now.timestamp() - float(request.session.get(PROVED_AT, 0))
    return 0 <= age < GOOD_FOR_SECONDS


def prove_again(request: HttpRequest, user: User, password: str, code: str, now: datetime) -> None:
    """The password, and a code where the person has a second step. ``PeopleError`` where either is
    wrong; wrong ones count as at sign-in."""
    if not user.has_usable_password():
        raise PeopleError("这个账号没有密码。请退出，重新登录以后十分钟以内再办。", "password")
    prove(request, user.username, password)
    checking.check(request, user, code, now)
    request.session.cycle_key()
    request.session[PROVED_AT] = now.timestamp()
