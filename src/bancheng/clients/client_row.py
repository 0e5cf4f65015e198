"""接口账号: another system that may speak to this one, acting as an account of its own.

What it may see and do follows from the posts of that account, as with everybody; ``scopes`` only
narrow it. Nobody signs in as the account: it has no password.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.user import User

READ = "read"
"""The scope of reading."""

CHANNEL = "channel"
"""The scope of a channel's messages; every other scope is the name of an act."""


class Client(models.Model):
    """``addresses``: the networks it may speak from (CIDR), never empty. A client is stopped and
    never deleted, so that its name in the journal keeps its meaning."""

    user = models.OneToOneField(User, models.PROTECT, related_name="+", verbose_name="账号")
    scopes = models.JSONField("可以做什么", default=list)
    addresses = models.JSONField("从哪些地址来", default=list)
    made_at = models.DateTimeField("建立时间")
    stopped_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        app_label = "clients"
        ordering = ("user__username",)

    def __str__(self) -> str:
        return self.user.name

    def may(self, scope: str) -> bool:
        """Whether this was given to it."""
        return scope in self.scopes
