"""通知到哪里: up to which entry of a chain a subscription has been told."""

from __future__ import annotations

from django.db import models

from bancheng.webhooks.subscription_row import Subscription


class ToldUpTo(models.Model):
    """``position`` is that of the last entry looked at, whether or not it was told."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="+")
    chain = models.CharField(max_length=40)
    position = models.BigIntegerField(default=0)

    class Meta:
        app_label = "webhooks"
        constraints = (
            models.UniqueConstraint(fields=("subscription", "chain"), name="webhooks_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.chain} {self.position}"
