"""工作人员: a person who signs in, under a user name that sealed entries will carry for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from bancheng.people.turning import Turning, TurningQuerySet

USERNAME = RegexValidator(
    r"\A[a-z][a-z0-9._-]{1,39}\Z",
    "登录名以小写字母开头，只用小写字母、数字、点、下划线和连字符，2 至 40 个字符。"
    "登录名会写进封存的记录，所以不能用手机号或身份证号。",
)


class UserManager(BaseUserManager["User"]):
    """Finds people by user name; its bulk writes turn the version like those of other tables."""

    def get_queryset(self) -> TurningQuerySet[User]:
        return TurningQuerySet(self.model, using=self._db)


class User(Turning, AbstractBaseUser):
    """A person, or a program that acts under a name of its own (``is_program``): it holds posts and
    is bound by them like anybody, and stands in no list of people to choose from.

    Nobody is deleted: whoever leaves is set inactive and keeps the name.
    """

    silent_fields = frozenset({"password", "last_login", "must_change_password", "sessions_ended"})

    username = models.CharField("登录名", max_length=40, unique=True, validators=[USERNAME])
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("电话", max_length=30, blank=True)
    is_active = models.BooleanField("在用", default=True)
    is_program = models.BooleanField("接口账号", default=False)
    must_change_password = models.BooleanField("须先改密码", default=True)
    sessions_ended = models.PositiveIntegerField("登录作废过几次", default=0)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        app_label = "people"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    def end_sessions(self) -> None:
        """Whoever is signed in as this person, or half way in, is so no more."""
        self.sessions_ended = models.F("sessions_ended") + 1
        self.save(update_fields=["sessions_ended"])
        self.refresh_from_db(fields=["sessions_ended"])

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be looked up as this person's."""
        return self._since(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the keys that were replaced."""
        return map(self._since, super().get_session_auth_fallback_hash())

    def _since(self, digest: str) -> str:
        return f"{digest}.{self.sessions_ended}" if self.sessions_ended else digest
