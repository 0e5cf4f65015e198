"""告知本人: at sign-in, what somebody else did about their second step, or tried."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from bancheng.identity import recovery
from bancheng.identity.factor_row import Factor, factor_of
from bancheng.identity.recovery_row import RecoveryCode
from bancheng.identity.setting_up import unit_of
from bancheng.people import directory
from bancheng.people.change import record
from bancheng.people.user import User

FEW = 3
NOT_YOU = "不是您本人，请马上改密码，并告诉系统管理员。"


def of_what_others_did(request: HttpRequest, user: User, now: datetime) -> None:
    """That somebody ended it: told once."""
    ended = Factor.objects.filter(user=user, told_at=None).exclude(ended_at=None)
    for factor in ended.exclude(confirmed_at=None):
        assert factor.ended_at is not None  # noqa: S101 - the filter says so
        who = directory.name_of(factor.ended_by)
        said = f"{who}于 {_at(factor.ended_at)} 结束了您的两步登录。"
        messages.warning(request, said + "换了手机请重新设置；不是您要求的，请马上问清楚。")
    ended.update(told_at=now)


def of_codes(request: HttpRequest, user: User, how: str, now: datetime) -> None:
    """That a recovery code was used, until the person has seen it with the phone in hand; and how
    many wrong codes there were."""
    factor = factor_of(user)
    if factor is None:
        return
    if how == "recovery":
        said = f"{user.name}（{user.username}）用恢复码登录了一次。"
        record(user.username, unit_of(user), said)
        left = recovery.left(factor)
        more = f"还剩 {left} 个。" if left else "已经用完。"
        ask = "请在“我的账号”里换一组新的。" if left < FEW else ""
        messages.warning(request, f"刚才用掉了一个恢复码，{more}{ask}")
    else:
        _of_recovery_before(request, factor, now)
    if factor.wrong:
        said = f"上次登录以来，密码对、动态码错的有 {factor.wrong} 次。"
        messages.warning(request, said + "不是您自己输错的，请马上改密码。")
        Factor.objects.filter(pk=factor.pk).update(wrong=0)


def _of_recovery_before(request: HttpRequest, factor: Factor, now: datetime) -> None:
    used = RecoveryCode.objects.filter(factor=factor, told_at=None).exclude(used_at=None)
    times = [code.used_at for code in used if code.used_at is not None]
    if times:
        said = f"{_at(max(times))} 有人用您的恢复码登录过（共 {len(times)} 次）。"
        messages.warning(request, said + NOT_YOU)
        used.update(told_at=now)


def _at(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%m-%d %H:%M}"
