"""两步登录 set up, confirmed, given new recovery codes, and switched off; each on record.

Each of them ends every session of the person, since whoever was let in by less than what is asked
from now on, or by a paper that was lost, may still be there. The page keeps the one that asked.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.identity import one_time_code, recovery
from bancheng.identity.factor_row import Factor, factor_of
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.people.change import record
from bancheng.people.errors import PeopleError
from bancheng.people.unit import Unit
from bancheng.people.user import User

PLACE = "second factor"
WRONG_AT_FIRST = (
    "这个动态码不对。请看手机上现在的六位数字，"
    "再试一次；总是不对，请看手机的时间是不是准的，或者重新开始设置。"
)


def begin(user: User, now: datetime) -> str:
    """A new secret, for the phone to take over. One that was not confirmed is thrown away."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if factor_of(user) is not None:
            raise PeopleError("两步登录已经开着；换手机请先关掉，再重新设置。")
        Factor.objects.filter(user=user, confirmed_at=None, ended_at=None).delete()
        secret = one_time_code.new_secret()
        hidden = box_for_writing(user.username).shut(PLACE, secret)
        Factor.objects.create(user=user, hidden=hidden, begun_at=now)
    return secret


def begun(user: User) -> str | None:
    """The secret of a set-up that waits for its first code."""
    found = Factor.objects.filter(user=user, confirmed_at=None, ended_at=None).first()
    return secret_of(found) if found is not None else None


def confirm(user: User, code: str, now: datetime) -> list[str]:
    """On, from the first right code; the recovery codes, to be shown once. ``PeopleError``."""
    with transaction.atomic():
        waiting = Factor.objects.select_for_update().filter(
            user=user, confirmed_at=None, ended_at=None
        )
        factor = waiting.first()
        if factor is None:
            raise PeopleError("没有等着确认的设置，请重新开始。")
        secret = secret_of(factor)
        step = one_time_code.step_of(secret or "", typed(code), now.timestamp(), 0)
        if step is None:
            raise PeopleError(WRONG_AT_FIRST, "code")
        factor.confirmed_at, factor.last_step = now, step
        factor.save(update_fields=["confirmed_at", "last_step"])
        codes = recovery.make(factor, now)
        user.end_sessions()
        record(user.username, unit_of(user), f"{user.name}（{user.username}）开了两步登录。")
    return codes


def new_codes(user: User, now: datetime) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more."""
    with transaction.atomic():
        factor = _locked(user)
        codes = recovery.make(factor, now)
        user.end_sessions()
        said = f"{user.name}（{user.username}）换了一组新的恢复码。"
        record(user.username, unit_of(user), said)
    return codes


def end(user: User, by: str, now: datetime) -> None:
    """Off; the secret is gone. Whoever did it stands in the record."""
    with transaction.atomic():
        factor = _locked(user)
        factor.recovery_codes.filter(used_at=None).delete()
        factor.hidden, factor.ended_at, factor.ended_by = b"", now, by
        factor.told_at = now if by == user.username else None
        factor.save(update_fields=["hidden", "ended_at", "ended_by", "told_at"])
        user.end_sessions()
        did = "关了" if by == user.username else "结束了"
        whose = "自己" if by == user.username else f"{user.name}（{user.username}）"
        record(by, unit_of(user), f"{did}{whose}的两步登录。")


def secret_of(factor: Factor) -> str | None:
    """The secret again; None where it no longer opens. Raises KeyFileError."""
    found = box_of(factor.user.username).opened(PLACE, factor.hidden)
    return found if found.isascii() and found else None


def typed(code: str) -> str:
    """Six digits however they were written: with a blank in between, or full width."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in code if sign.strip())


def unit_of(user: User) -> Unit | None:
    """The unit whose record of settings a change goes into."""
    post = user.posts.select_related("unit").order_by("-from_on", "-id").first()
    return post.unit if post else None


def _locked(user: User) -> Factor:
    held = Factor.objects.select_for_update().filter(user=user, ended_at=None)
    factor = held.exclude(confirmed_at=None).first()
    if factor is None:
        raise PeopleError("两步登录没有开着，不用再办。")
    return factor
