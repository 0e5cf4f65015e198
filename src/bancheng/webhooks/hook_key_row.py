"""通知密钥: by which a receiver knows that a message is ours; here only as ciphertext."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from bancheng.webhooks.subscription_row import Subscription


class HookKey(models.Model):
    """A key's public name and its secret. A client's own keys are others: whoever lost one of the
    two can still not pretend to be the other side."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="keys")
    name = models.CharField("编号", max_length=16, unique=True)
    algorithm = models.CharField("算法", max_length=20)
    hidden = models.BinaryField()
    made_at = models.DateTimeField("发放时间")
    ended_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        app_label = "webhooks"
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return self.name

    def is_live(self, now: datetime) -> bool:
        """Whether messages may still be signed with it."""
        return self.ended_at is None or now < self.ended_at
