"""第二步: whether a code is right, taken once, and counted where it is wrong.

A wrong code counts like a wrong password. Beyond that, after many wrong ones in a row from wherever
they came, only a recovery code helps: somebody has the password and is guessing. That keeps nobody
out who has those, and nobody reaches this step without the password.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.http import HttpRequest

from bancheng.identity import one_time_code, recovery
from bancheng.identity.factor_row import Factor, factor_of
from bancheng.identity.setting_up import secret_of, typed
from bancheng.journal.mistakes import KeyFileError
from bancheng.people.errors import PeopleError
from bancheng.people.signin import count_wrong, refuse_while_paused
from bancheng.people.user import User

MOST_WRONG = 50
WRONG = "动态码或者恢复码不对，请重新输入。手机上的数字每 30 秒换一次，用过的不能再用。"
CLOSED = "动态码连续输错太多次，可能有人在猜。现在只能用恢复码；没有恢复码，请找系统管理员。"
NO_KEY = "两步登录的密钥读不出来，请系统管理员结束您的两步登录以后重新设置。"


def check(request: HttpRequest, user: User, code: str, now: datetime) -> str:
    """``app`` or ``recovery``, whichever the code was, and it is used up; empty where the person
    has no second step. ``PeopleError`` where it is wrong."""
    factor = factor_of(user)
    if factor is None:
        return ""
    refuse_while_paused(request, user.username)
    try:
        if recovery.use(factor, code, now):
            return "recovery"
    except KeyFileError:
        raise PeopleError(NO_KEY, "code") from None
    if factor.wrong >= MOST_WRONG:
        count_wrong(request, user.username)
        raise PeopleError(CLOSED, "code")
    if _takes(factor, typed(code), now):
        return "app"
    Factor.objects.filter(pk=factor.pk).update(wrong=F("wrong") + 1)
    count_wrong(request, user.username)
    raise PeopleError(WRONG, "code")


def _takes(factor: Factor, code: str, now: datetime) -> bool:
    """Right, and not taken before: of two at once exactly one moves ``last_step``."""
    try:
        secret = secret_of(factor)
    except KeyFileError:
        secret = None
    if secret is None:
        raise PeopleError(NO_KEY, "code")
    step = one_time_code.step_of(secret, code, now.timestamp(), factor.last_step)
    if step is None:
        return False
    free = Factor.objects.filter(pk=factor.pk, last_step__lt=step, ended_at=None)
    return free.update(last_step=step) == 1
