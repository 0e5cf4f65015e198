"""任职: accounts, appointments and their end (SC-6.2.1).

Rights follow posts, so a post is never edited: it ends and another begins, and the list shows who
held what when.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bancheng.core.actor import SYSTEM
from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.passwords import check_password_rules
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User

ROLE = re.compile(r"[a-z][a-z_]{0,39}")


def create_user(
    username: str,
    name: str,
    password: str | None = None,
    phone: str = "",
    must_change_password: bool = True,
    is_program: bool = False,
) -> User:
    """A new account. Without a password nobody can sign in with it until one is set.

    ``PeopleError`` for a user name that is taken or malformed, or a password against the rules.
    """
    user = User(
        username=username,
        name=name,
        phone=phone,
        must_change_password=must_change_password,
        is_program=is_program,
    )
    if username == SYSTEM.user:
        raise PeopleError(f"登录名“{username}”留给系统自己使用，请另取一个。", "username")
    if password is not None:
        check_password_rules(password, user)
    if User.objects.filter(username=username).exists():
        raise PeopleError(f"登录名“{username}”已有人用，请另取一个。", "username")
    user.password = make_password(password)
    return save_checked(user)


def reset_password(user: User, password: str) -> None:
    """A new first password, to be changed at the next sign-in; ends all sessions of the person."""
    check_password_rules(password, user)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])


def disable(user: User) -> None:
    """No sign-in and no role from the next request on. Posts stay on the list as they were."""
    user.is_active = False
    user.save(update_fields=["is_active"])


def enable(user: User) -> None:
    """Bring an account back; posts that are over stay over."""
    user.is_active = True
    user.save(update_fields=["is_active"])


def appoint(
    user: User,
    unit: Unit,
    role: str,
    from_on: date | None = None,
    until_on: date | None = None,
    known_roles: Collection[str] | None = None,
) -> Post:
    """Give a person a role at a unit, from today or ``from_on`` up to but not including
    ``until_on``.

    ``known_roles`` are the roles of the standard in force there. ``PeopleError`` for any other
    role, a person or unit no longer in use, a region in place of one of its bodies, the same post
    twice, or a person who would be administrator and have part in cases at the same time.
    """
    start = from_on or timezone.localdate()
    _check_role(role, known_roles)
    _check_unit(user, unit, role)
    if until_on is not None and until_on <= start:
        raise PeopleError("任职的结束日期要晚于开始日期。", "until_on")
    with transaction.atomic():
        # one row of the person locked, so that two appointments at once see each other
        User.objects.select_for_update().get(pk=user.pk)
        meanwhile = Q(until_on=None) | Q(until_on__gt=start)
        others = Post.objects.filter(meanwhile, user=user)
        if until_on is not None:
            others = others.filter(from_on__lt=until_on)
        _check_others(user, unit, role, list(others))
        post = Post(user=user, unit=unit, role=role, from_on=start, until_on=until_on)
        return save_checked(post)


def end_post(post: Post, on: date | None = None) -> Post:
    """End a post, today or ``on``: that day it no longer counts. One not begun yet never will."""
    last = max(on or timezone.localdate(), post.from_on)
    with transaction.atomic():
        kept = Post.objects.select_for_update().get(pk=post.pk)
        if kept.until_on is not None and kept.until_on <= last:
            raise PeopleError(f"这项任职已于 {kept.until_on:%Y-%m-%d} 结束，不用再办。", "until_on")
        kept.until_on = last
        kept.save(update_fields=["until_on"])
    return kept


def _check_role(role: str, known_roles: Collection[str] | None) -> None:
    if role == ADMINISTRATOR:
        return
    if not ROLE.fullmatch(role):
        raise PeopleError(f"职责“{role}”写法不对：只用小写字母和下划线，如 window。", "role")
    if known_roles is not None and role not in known_roles:
        may = "、".join(sorted({*known_roles, ADMINISTRATOR}))
        raise PeopleError(f"这里执行的规范没有“{role}”这一职责，可选：{may}。", "role")


def _check_unit(user: User, unit: Unit, role: str) -> None:
    if not user.is_active:
        raise PeopleError(f"{user.name}的账号已停用，请先恢复再任职。", "user")
    if not unit.active:
        raise PeopleError(f"{unit.name}已停用，不能再任职。", "unit")
    if unit.form == Form.REGION and role != ADMINISTRATOR:
        raise PeopleError(
            f"“{unit.name}”是地区，不是机构：请任命到它的中心、部门或领导、监督机构。", "unit"
        )


def _check_others(user: User, unit: Unit, role: str, others: list[Post]) -> None:
    if any(post.unit_id == unit.pk and post.role == role for post in others):
        raise PeopleError(f"{user.name}在{unit.name}已有这项职责，不用重复任命。", "role")
    mixed = any((post.role == ADMINISTRATOR) != (role == ADMINISTRATOR) for post in others)
    if mixed:
        raise PeopleError(
            f"系统管理员不经手工单，{user.name}不能同时兼任两边：请先结束另一边的任职，"
            "或为管理工作另设账号。",
            "role",
        )
