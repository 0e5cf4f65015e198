"""绑定: an identity of the organisation's service and an account here, by a person's own doing or
an administrator's. Nothing is ever bound because a name or an address looks alike."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.identity.link_row import LONGEST_SUBJECT, Link
from bancheng.identity.setting_up import unit_of
from bancheng.journal.keyed import digest
from bancheng.people.change import record
from bancheng.people.errors import PeopleError
from bancheng.people.user import User


def bind(user: User, issuer: str, subject: str, by: str, now: datetime) -> None:
    """From now on this identity signs in as this account. ``PeopleError`` where either has
    another."""
    if not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise PeopleError("请填单位统一身份里这个人的编号（sub），照抄，不要有空格。", "subject")
    kept = _kept(issuer, subject)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Link.objects.filter(user=user, ended_at=None).exists():
            raise PeopleError("这个账号已经绑定了单位身份，请先解除再绑定。", "subject")
        given = {"user": user, "bound_by": by, "bound_at": now}
        if not Link.objects.get_or_create(subject=kept, ended_at=None, defaults=given)[1]:
            raise PeopleError("这个单位身份已经绑定了另一个账号，请系统管理员核对。", "subject")
        record(by, unit_of(user), f"给{user.name}（{user.username}）绑定了单位统一身份。")


def unbind(user: User, by: str, now: datetime) -> None:
    """It signs in as nobody from now on, and whoever came in by it, or otherwise, is out."""
    with transaction.atomic():
        held = Link.objects.filter(user=user, ended_at=None)
        if not held.update(ended_at=now, ended_by=by):
            raise PeopleError("没有绑定单位身份，不用再办。")
        user.end_sessions()
        record(by, unit_of(user), f"解除了{user.name}（{user.username}）绑定的单位统一身份。")


def user_of(issuer: str, subject: str) -> User | None:
    """Whose account an identity was bound to, in use or not."""
    found = Link.objects.filter(subject=_kept(issuer, subject), ended_at=None)
    link = found.select_related("user").first()
    return link.user if link else None


def _kept(issuer: str, subject: str) -> str:
    return digest("organisation identity", issuer, subject)
